import { isUtf8 } from 'node:buffer';
import { isText } from '../json-types.ts';
import { decodeCanonicalBase64Url } from './base64url.ts';
import { parseStrictObject } from './strict-json.ts';

/** A JWT taken apart. Nothing in it is verified: it serves to find the issuer and the key, nothing else. */
export interface UnverifiedJwt {
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  /** To be used once the signature is verified. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly alg: string;
  readonly kid: string;
  readonly issuer: string;
}

/**
 * Takes a compact JWS (RFC 7515 §7.1) with a JSON payload apart, or returns `undefined` when it is not one.
 *
 * Stricter than the RFC where leniency is an attack surface: canonical base64url and UTF-8 only, no member twice, nesting
 * bounded, any `crit` and any `b64` refused (RFC 7515 §4.1.11, RFC 7797; no extension is understood here), `alg`, `kid` and
 * `iss` required, and registered claims of the types RFC 7519 §4.1 gives them. The key is never taken from the token:
 * `jwk`, `jku`, `x5c` and `x5u` are not read.
 *
 * Not checked: the signature, and so everything else.
 */
export function decomposeUnverifiedJwt(token: string): UnverifiedJwt | undefined {
  const [headerText = '', payloadText = '', signature = '', ...others] = token.split('.', 4);
  if (others.length > 0 || decodeCanonicalBase64Url(signature) === undefined) return;
  const header = decodeObject(headerText);
  const payload = decodeObject(payloadText);
  if (header === undefined || payload === undefined || 'crit' in header || 'b64' in header) return;
  const { alg, kid } = header;
  const { iss } = payload;
  if (!isText(alg) || !isText(kid) || !isText(iss) || !isTyped(payload)) return;
  return { token, header, payload, alg, kid, issuer: iss };
}

function decodeObject(segment: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = decodeCanonicalBase64Url(segment);
  return bytes !== undefined && isUtf8(bytes) ? parseStrictObject(bytes.toString()) : undefined;
}

// The signature library refuses these too, but by an error that looks like any other; so none of them gets that far. It
// also refuses a list under `scope`; see `isSignedWith`.
const isTyped = ({ exp, nbf, iat, sub, jti, scope, aud }: Readonly<Record<string, unknown>>): boolean =>
  [exp, nbf, iat].every((time) => time === undefined || Number.isFinite(time)) &&
  [sub, jti].every((text) => text === undefined || typeof text === 'string') &&
  (scope === undefined || typeof scope === 'string' || Array.isArray(scope)) &&
  (aud === undefined || typeof aud === 'string' || (Array.isArray(aud) && aud.every((one) => typeof one === 'string')));
