import { hash } from 'node:crypto';
import type { AccessRule } from '@scopegate/contract';
import { KeysUnavailableError } from '../keys/keys-unavailable-error.ts';
import type { Middleware, State } from '../state.ts';
import type { WriteLine } from './step.ts';

export interface AuditOptions {
  readonly write: WriteLine;
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Outermost: one line per decision, whatever became of it. Field names are those of Powertools' logger, so that one query
 * serves authorizer and handlers.
 */
export function audit({ write, elapsed, now }: AuditOptions): Middleware {
  // One execution environment serves one request at a time.
  let start = 0;
  // No hook may hand on what `write` returns: Middy takes a returned value for the answer.
  const line = (state: State | undefined, outcome: Record<string, unknown>): void => {
    write(
      JSON.stringify({
        level: 'error' in outcome ? 'ERROR' : 'INFO',
        message: 'authorization decision',
        timestamp: new Date(now()).toISOString(),
        service: 'scopegate-authorizer',
        ...outcome,
        ...(state === undefined ? {} : describe(state)),
        durationMs: Math.round((elapsed() - start) * 1_000) / 1_000,
      }),
    );
  };
  return {
    before: () => {
      start = elapsed();
    },
    after: ({ internal: { state } }) => {
      line(state, { decision: state.refused === undefined ? 'allow' : 'deny', reason: state.refused ?? 'allowed' });
    },
    onError: ({ error, internal: { state } }) => {
      line(state, { decision: 'none', ...failure(error) });
    },
  };
}

const failure = (error: unknown): Record<string, unknown> =>
  error instanceof KeysUnavailableError
    ? { reason: error.code, error: error.message }
    : { reason: 'internal', error: error instanceof Error ? error.name : 'unknown' };

/** What may be told of a request: of the token, only what was verified, and a digest's first digits to find it again. */
function describe(state: State): Record<string, unknown> {
  const { decisionId, routeKey, entry, issuer, token, verified } = state;
  return {
    decisionId,
    routeKey,
    ...(entry === undefined ? {} : { scopesRequired: required(entry.rule) }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(token === undefined ? {} : { tokenDigest: hash('sha256', token).slice(0, 12) }),
    ...(verified === undefined
      ? {}
      : {
          subject: verified.principal.subject,
          clientId: verified.principal.clientId,
          scopesGranted: verified.principal.scopes.join(' '),
          keyId: verified.keyId,
        }),
  };
}

const required = (rule: AccessRule): string =>
  rule.kind === 'scopes' ? rule.anyOf.map((alternative) => alternative.join(' ')).join(' | ') : rule.kind;
