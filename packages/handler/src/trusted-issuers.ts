/**
 * The exact `iss` values in `SCOPEGATE_TRUSTED_ISSUERS`, a JSON array.
 *
 * @throws {Error} when it is anything else: without it no principal is believed
 */
export function readTrustedIssuers(): readonly string[] {
  const value = parse(process.env['SCOPEGATE_TRUSTED_ISSUERS'] ?? '');
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new Error('SCOPEGATE_TRUSTED_ISSUERS is not a JSON array of issuers. Set it to what the authorizer trusts.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
