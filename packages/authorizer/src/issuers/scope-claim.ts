import type { VerifiedClaims } from './issuer.ts';

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
  return value.every((item) => typeof item === 'string' && item !== '' && !item.includes(' ')) ? value : undefined;
}
