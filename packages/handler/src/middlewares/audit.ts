import type { Route } from '@scopegate/contract';
import {
  type AuditRecord,
  apiIdOf,
  countUnchecked,
  formatAuditLine,
  scopesRequired,
  toMilliseconds,
} from '@scopegate/contract/audit';
import { type CarriedContext, isReasonCode } from '@scopegate/contract/decision';
import type { Context } from 'aws-lambda';
import { deniedCaller } from '../denied-callers.ts';
import { admittedCaller, type GuardedCaller } from '../guarded-callers.ts';
import { HttpProblem } from '../http-problem.ts';
import type { HttpEvent, HttpResult, Internal, Middleware } from '../http-types.ts';
import { GuardFault } from './guard.ts';

export interface AuditOptions {
  readonly route: Pick<Route, 'route' | 'access'>;
  /** Gets one JSON text per request. */
  readonly write: (line: string) => void;
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Answered {
  readonly event: HttpEvent;
  readonly context: Context;
  readonly response: HttpResult | null | undefined;
  readonly error: Error | null | undefined;
  readonly internal: Internal;
}

/**
 * Outermost but the error handler, so that it sees the final status: one line per request with what the guard decided,
 * whatever the handler made of it. The same line is its metric.
 */
export function audit({ route, write, elapsed, now }: AuditOptions): Middleware {
  const line = ({ event, context, response, error, internal }: Answered): void => {
    const caller = admittedCaller(event);
    const record: AuditRecord = {
      service: 'scopegate-guard',
      apiId: apiIdOf(event),
      function_request_id: context.awsRequestId,
      apiRequestId: event.requestContext.requestId,
      routeKey: route.route,
      scopesRequired: scopesRequired(route.access),
      ...(caller === undefined ? refused(error) : admitted(caller)),
      status: response?.statusCode,
      durationMs: toMilliseconds(elapsed() - Number(internal[startedAt])),
    };
    write(formatAuditLine(record, now(), record.revocation && countUnchecked));
  };
  return {
    before: ({ internal }) => {
      internal[startedAt] = elapsed();
    },
    after: line,
    onError: line,
  };
}

const startedAt = 'scopegateAuditStartedAt';

type Verdict = Pick<AuditRecord, 'decision' | 'reason'> & Partial<AuditRecord>;

function admitted(caller: GuardedCaller): Verdict {
  const verdict: Verdict = { decision: 'allow', reason: 'allowed' };
  if (caller.kind === 'iam') return { ...verdict, userArn: caller.caller.userArn };
  if (caller.kind === 'open') return verdict;
  caller.kind satisfies 'principal';
  return { ...verdict, ...describeCaller(caller.context), revocation: caller.revocation };
}

/** The request was not let in. A challenge of the guard is a deny; with any other error nothing was decided. */
function refused(error: unknown): Verdict {
  const context = deniedCaller(error);
  const code = error instanceof HttpProblem ? error.options.code : undefined;
  if (context !== undefined && isReasonCode(code))
    return { decision: 'deny', reason: code, ...describeCaller(context) };
  return { decision: 'none', reason: error instanceof GuardFault ? error.code : 'internal' };
}

const describeCaller = ({ decisionId, principal }: CarriedContext): Partial<AuditRecord> => ({
  decisionId,
  issuer: principal.issuer,
  subject: principal.subject,
  clientId: principal.clientId,
  scopesGranted: principal.scopes.join(' '),
});
