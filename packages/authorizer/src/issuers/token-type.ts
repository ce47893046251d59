import type { VerifiedClaims } from './issuer.ts';

/**
 * Whether the header's type is one an access token can have: `at+jwt` (RFC 9068 §2.1), with or without `application/`
 * (RFC 7515 §4.1.9), in any case; and, where the issuer need not send it, `JWT` or none. A token marked as something else
 * (`logout+jwt`, `dpop+jwt`, `secevent+jwt`) is never one (RFC 8725 §3.11).
 */
export function hasAccessTokenType({ typ }: VerifiedClaims, required: 'at+jwt' | undefined): boolean {
  if (typ === undefined) return required === undefined;
  if (typeof typ !== 'string') return false;
  const type = typ.toLowerCase().replace(/^application\//, '');
  return type === 'at+jwt' || (required === undefined && type === 'jwt');
}

/** Whether nothing is there that only ID tokens carry (OpenID Connect Core 1.0 §2, §3.1.3.6, §3.3.2.11). */
export const isNoIdToken = (claims: VerifiedClaims): boolean =>
  !['nonce', 'at_hash', 'c_hash', 's_hash'].some((name) => Object.hasOwn(claims, name));
