import { hash } from 'node:crypto';
import { type AuditRecord, apiIdOf, formatAuditLine, scopesRequired, toMilliseconds } from '@scopegate/contract/audit';
import { KeysUnavailableError } from '../keys/keys-unavailable-error.ts';
import type { Middleware, Request, State } from '../state.ts';
import type { WriteLine } from '../write-line.ts';

export interface AuditOptions {
  readonly write: WriteLine;
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Outcome = Pick<AuditRecord, 'decision' | 'reason' | 'error'>;

/** Outermost: one line per decision, whatever became of it; the same line is its metric. */
export function audit({ write, elapsed, now }: AuditOptions): Middleware {
  // One execution environment serves one request at a time.
  let start = 0;
  // No hook may hand on what `write` returns: Middy takes a returned value for the answer.
  const line = ({ event, context, internal }: Request, { decision, reason, error }: Outcome): void => {
    // Of the token only what was verified may be told, and a digest's first digits to find it again. There is no state
    // when the event could not be read.
    const { decisionId, routeKey, entry, issuer, token, verified }: Partial<State> = internal.state ?? {};
    const principal = verified?.principal;
    const record: AuditRecord = {
      service: 'scopegate-authorizer',
      apiId: apiIdOf(event),
      function_request_id: context.awsRequestId,
      decision,
      reason,
      error,
      decisionId,
      routeKey,
      issuer: principal?.issuer ?? issuer,
      scopesRequired: entry && scopesRequired(entry.rule),
      tokenDigest: token && hash('sha256', token).slice(0, 12),
      subject: principal?.subject,
      clientId: principal?.clientId,
      scopesGranted: principal?.scopes.join(' '),
      keyId: verified?.keyId,
      durationMs: toMilliseconds(elapsed() - start),
    };
    write(formatAuditLine(record, now()));
  };
  return {
    before: () => {
      start = elapsed();
    },
    after: (request) => {
      const { refused } = request.internal.state;
      line(request, { decision: refused === undefined ? 'allow' : 'deny', reason: refused ?? 'allowed' });
    },
    onError: (request) => {
      line(request, { decision: 'none', ...failure(request.error) });
    },
  };
}

const failure = (error: unknown): Pick<AuditRecord, 'reason' | 'error'> =>
  error instanceof KeysUnavailableError
    ? { reason: error.code, error: error.message }
    : { reason: 'internal', error: error instanceof Error ? error.name : 'unknown' };
