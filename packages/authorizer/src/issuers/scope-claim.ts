import type { IssuerShape } from '@scopegate/contract/issuers';
import type { Issuer, VerifiedClaims } from './issuer.ts';
import { joinedTexts } from './joined-texts.ts';

/**
 * Scopes as a space-separated string (RFC 6749 §3.3) or a list of strings: providers send either under the same name. A
 * token without the claim grants none; any other type is malformed.
 */
function grantedIn(claims: VerifiedClaims, name: string): readonly string[] | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : '';
  const text = Array.isArray(value) ? joinedTexts(value) : value;
  return typeof text === 'string' ? text.split(' ').filter((scope) => scope !== '') : undefined;
}

/** How scopes are read from the claim that holds them: those with the prefix of the API, without it. */
export const scopesIn =
  ({ scopeClaim, scopePrefix }: IssuerShape): Issuer['scopesOf'] =>
  (claims) =>
    grantedIn(claims, scopeClaim)
      ?.filter((scope) => scope.startsWith(scopePrefix))
      .map((scope) => scope.slice(scopePrefix.length));
