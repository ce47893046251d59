import { hash } from 'node:crypto';
import { type AuditRecord, apiIdOf, formatAuditLine, scopesRequired } from '@scopegate/contract/audit';
import { KeysUnavailableError } from '../keys/keys-unavailable-error.ts';
import type { Middleware, Request, State } from '../state.ts';
import type { WriteLine } from './step.ts';

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
  const line = (request: Request, outcome: Outcome): void => {
    const record: AuditRecord = {
      service: 'scopegate-authorizer',
      apiId: apiIdOf(request.event),
      functionRequestId: request.context.awsRequestId,
      ...outcome,
      ...describe(request.internal.state),
      durationMs: elapsed() - start,
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

/** What may be told of a request: of the token, only what was verified, and a digest's first digits to find it again. */
function describe(state: State | undefined): Partial<AuditRecord> {
  if (state === undefined) return {};
  const { decisionId, routeKey, entry, issuer, token, verified } = state;
  const principal = verified?.principal;
  return {
    decisionId,
    routeKey,
    issuer,
    scopesRequired: entry === undefined ? undefined : scopesRequired(entry.rule),
    tokenDigest: token === undefined ? undefined : hash('sha256', token).slice(0, 12),
    subject: principal?.subject,
    clientId: principal?.clientId,
    scopesGranted: principal?.scopes.join(' '),
    keyId: verified?.keyId,
  };
}
