import { type DenyReason, reasons } from './reason.ts';

/** What a client is told of a denied bearer token (RFC 6750 §3); a problem body shows it as it is. */
export interface BearerChallenge {
  /** `invalid_token` for a reason with status 401, `insufficient_scope` for one with 403. */
  readonly error: 'invalid_token' | 'insufficient_scope';
  /** Space-separated: what to ask the issuer for. Absent where no scope would help. */
  readonly scope?: string;
}

/**
 * The challenge for a denial.
 *
 * @param requested scopes as the issuer is asked for them, see `challengedScopes` and `toRequested`; each is named once
 */
export function createChallenge(reason: DenyReason, requested: readonly string[] = []): BearerChallenge {
  const error = reasons[reason].status === 401 ? 'invalid_token' : 'insufficient_scope';
  return requested.length === 0 ? { error } : { error, scope: [...new Set(requested)].join(' ') };
}

/** The challenge as the value of `WWW-Authenticate`. */
export function bearerChallenge(realm: string, reason: DenyReason, { error, scope }: BearerChallenge): string {
  const parameters = [
    `realm=${quoted(realm)}`,
    `error="${error}"`,
    `error_description=${quoted(reasons[reason].text)}`,
    ...(scope === undefined ? [] : [`scope=${quoted(scope)}`]),
  ];
  return `Bearer ${parameters.join(', ')}`;
}

// RFC 9110 §5.6.4; what a header cannot carry becomes a question mark.
const quoted = (text: string): string => `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`;
