import type { Deny } from './decide.ts';
import { reasons } from './reason.ts';

/**
 * The `WWW-Authenticate` value for a denied bearer token (RFC 6750 §3).
 *
 * `error` is `invalid_token` with 401 and `insufficient_scope` with 403; the latter names in `scope` what is lacking.
 */
export function bearerChallenge(realm: string, denied: Deny): string {
  const reason = reasons[denied.reason];
  const parameters = [
    `realm=${quoted(realm)}`,
    `error="${reason.status === 401 ? 'invalid_token' : 'insufficient_scope'}"`,
    `error_description=${quoted(reason.text)}`,
    ...(denied.missing === undefined ? [] : [`scope=${quoted(denied.missing.join(' '))}`]),
  ];
  return `Bearer ${parameters.join(', ')}`;
}

// RFC 9110 §5.6.4; what a header cannot carry becomes a question mark.
const quoted = (text: string): string => `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`;
