import type { DenyReason } from '@scopegate/contract/decision';

export type Credential =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly reason: DenyReason };

// RFC 6750 §2.1: credentials = "Bearer" 1*SP b64token; the scheme's case does not count (RFC 9110 §11.1).
const bearer = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const usualScheme = 'Bearer ';
/** Room for the scheme and its spaces. */
const schemeLength = 32;

/**
 * The one bearer token in an `Authorization` value.
 *
 * Two values, which API Gateway joins with a comma, do not fit the grammar and are refused. Not checked: that the token
 * is a JWT.
 *
 * @param maxBytes longest accepted token; in this grammar a character is a byte
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function parseCredential(authorization: string | undefined, maxBytes: number): Credential {
  if (authorization === undefined || authorization === '') return { ok: false, reason: 'credential_missing' };
  // Before the grammar, so that no long input is matched.
  if (authorization.length > maxBytes + schemeLength) return { ok: false, reason: 'credential_too_large' };
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) return { ok: false, reason: 'credential_malformed' };
  return token.length > maxBytes ? { ok: false, reason: 'credential_too_large' } : { ok: true, token };
}

/**
 * What follows `Bearer ` in its usual spelling. Unlike {@link parseCredential} it checks nothing else: only
 * for finding a token again that was matched by the grammar before.
 */
export const unreadToken = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith(usualScheme) ? authorization.slice(usualScheme.length) : undefined;
