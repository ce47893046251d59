/** An issuer whose principals are believed. */
export interface TrustedIssuer {
  /** The exact `iss`. */
  readonly issuer: string;
  /**
   * How its clients ask for a scope, shown in challenges: the contract's name stands in the place of `{scope}`, as in
   * `orders/{scope}`; see `requestForm` of `@scopegate/contract/issuers`. @default `{scope}`
   */
  readonly requestForm?: string;
}

/** A trusted issuer, or its exact `iss` alone. */
export type TrustedIssuerSetting = string | TrustedIssuer;

/**
 * The issuers in `SCOPEGATE_TRUSTED_ISSUERS`: a JSON array, each its exact `iss` or `{ "issuer": ..., "requestForm": ... }`.
 *
 * @throws {Error} when it is anything else: without it no principal is believed
 */
export function readTrustedIssuers(): readonly TrustedIssuerSetting[] {
  const value = parse(process.env['SCOPEGATE_TRUSTED_ISSUERS'] ?? '');
  if (Array.isArray(value) && value.every(isTrustedIssuer)) return value;
  throw new Error(
    'SCOPEGATE_TRUSTED_ISSUERS is not a JSON array of issuers, each a string or { "issuer", "requestForm" }. Set it to what the authorizer trusts.',
  );
}

function isTrustedIssuer(value: unknown): value is TrustedIssuerSetting {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null) return false;
  const { issuer, requestForm, ...others } = value as Readonly<Record<string, unknown>>;
  const formed = requestForm === undefined || typeof requestForm === 'string';
  return typeof issuer === 'string' && formed && Object.keys(others).length === 0;
}

/** The issuer of this exact `iss`, if it is trusted. */
export const trustedIssuer = (settings: readonly TrustedIssuerSetting[], iss: string): TrustedIssuer | undefined =>
  settings.map((one) => (typeof one === 'string' ? { issuer: one } : one)).find(({ issuer }) => issuer === iss);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
