import { isTexts } from '../json-types.ts';
import type { Issuer, VerifiedClaims } from './issuer.ts';

/**
 * Scopes as a space-separated string (RFC 6749 §3.3). A token without the claim grants none; any other type is malformed.
 */
export function spaceSeparated(claims: VerifiedClaims, name: string): readonly string[] | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : '';
  return typeof value === 'string' ? value.split(' ').filter((scope) => scope !== '') : undefined;
}

/** Scopes as an array of strings, or as one space-separated string. */
export function stringOrArray(claims: VerifiedClaims, name: string): readonly string[] | undefined {
  const value = claims[name];
  if (!Array.isArray(value)) return spaceSeparated(claims, name);
  return isTexts(value) && value.every((item) => !item.includes(' ')) ? value : undefined;
}

/** How scopes are read from a claim of this name: `scope` is a string by RFC 9068 §2.2.3, the others may be either. */
export const scopesIn =
  (name: string): Issuer['scopesOf'] =>
  (claims) =>
    (name === 'scope' ? spaceSeparated : stringOrArray)(claims, name);
