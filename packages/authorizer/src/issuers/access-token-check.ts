import type { IssuerShape } from '@scopegate/contract/issuers';
import type { VerifiedClaims } from './issuer.ts';

/**
 * Whether the header's type is one an access token can have: `at+jwt` (RFC 9068 §2.1), with or without `application/`
 * (RFC 7515 §4.1.9), in any case; and, where the issuer need not send it, `JWT` or none. A token marked as something else
 * (`logout+jwt`, `dpop+jwt`, `secevent+jwt`) is never one (RFC 8725 §3.11).
 */
export function hasAccessTokenType({ typ }: VerifiedClaims, shape: Pick<IssuerShape, 'typ'>): boolean {
  const required = shape.typ === 'at+jwt';
  if (typ === undefined) return !required;
  if (typeof typ !== 'string') return false;
  const type = typ.toLowerCase().replace(/^application\//, '');
  return type === 'at+jwt' || (!required && type === 'jwt');
}

// What issuers write into the claim `typ` of their other tokens; Keycloak does (`Bearer` marks its access tokens).
const otherToken = /^(id|refresh|offline|logout)$/i;

/**
 * Whether claims are those of an access token of this shape: all that mark one are there, none that it never has, and none
 * that says of the token that it is another.
 */
export const hasAccessTokenClaims = (
  claims: VerifiedClaims,
  { marks, required, excluded }: Pick<IssuerShape, 'marks' | 'required' | 'excluded'>,
): boolean =>
  Object.entries(marks).every(([name, value]) => claims[name] === value) &&
  required.every((name) => Object.hasOwn(claims, name)) &&
  !excluded.some((name) => Object.hasOwn(claims, name)) &&
  ['access', undefined].includes(claims['token_use'] as undefined) &&
  !(typeof claims['typ'] === 'string' && otherToken.test(claims['typ']));
