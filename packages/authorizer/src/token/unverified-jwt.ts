/** A JWT taken apart. Nothing in it is verified: it serves to find the issuer and the key, nothing else. */
export interface UnverifiedJwt {
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly alg: string;
  readonly kid: string;
  readonly issuer: string;
}

/**
 * Takes a compact JWS (RFC 7515 §7.1) with a JSON payload apart, or returns `undefined` when it is not one.
 *
 * Stricter than the RFC where leniency is an attack surface: canonical base64url only, `crit` and `b64` refused
 * (RFC 7515 §4.1.11, RFC 7797), `alg`, `kid` and `iss` required and strings.
 */
export function decomposeUnverifiedJwt(token: string): UnverifiedJwt | undefined {
  const segments = token.split('.');
  const [headerText, payloadText, signature] = segments;
  if (segments.length !== 3 || headerText === undefined || payloadText === undefined || signature === undefined) return;
  if (!isCanonicalBase64Url(signature)) return;
  const header = decodeObject(headerText);
  const payload = decodeObject(payloadText);
  if (header === undefined || payload === undefined) return;
  const { alg, kid } = header;
  const { iss } = payload;
  if (!isText(alg) || !isText(kid) || !isText(iss) || 'crit' in header || 'b64' in header) return;
  return { token, header, alg, kid, issuer: iss };
}

function decodeObject(segment: string): Record<string, unknown> | undefined {
  if (!isCanonicalBase64Url(segment)) return;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(segment, 'base64url'));
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return;
  }
}

// One text per byte string: no padding, no other alphabet, no stray bits in the last character.
const isCanonicalBase64Url = (text: string): boolean =>
  /^[A-Za-z0-9_-]+$/.test(text) && Buffer.from(text, 'base64url').toString('base64url') === text;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
