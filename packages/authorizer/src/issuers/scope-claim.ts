import type { IssuerShape } from '@scopegate/contract/issuers';
import { isTexts } from '../json-types.ts';
import type { Issuer, VerifiedClaims } from './issuer.ts';

/**
 * Scopes as a space-separated string (RFC 6749 §3.3). A token without the claim grants none; any other type is malformed.
 */
function spaceSeparated(claims: VerifiedClaims, name: string): readonly string[] | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : '';
  return typeof value === 'string' ? value.split(' ').filter((scope) => scope !== '') : undefined;
}

/** Scopes as an array of strings, or as one space-separated string. */
function stringOrArray(claims: VerifiedClaims, name: string): readonly string[] | undefined {
  const value = claims[name];
  if (!Array.isArray(value)) return spaceSeparated(claims, name);
  return isTexts(value) && value.every((item) => !item.includes(' ')) ? value : undefined;
}

/**
 * How scopes are read from the claim that holds them: those with the prefix of the API, without it. Where an issuer sends
 * a list, a string is read too.
 */
export const scopesIn =
  ({ scopeClaim, scopeForm, scopePrefix }: IssuerShape): Issuer['scopesOf'] =>
  (claims) =>
    (scopeForm === 'text' ? spaceSeparated : stringOrArray)(claims, scopeClaim)
      ?.filter((scope) => scope.startsWith(scopePrefix))
      .map((scope) => scope.slice(scopePrefix.length));
