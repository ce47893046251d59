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
import { deniedCaller } from './errors/denied-callers.ts';
import { HttpProblem } from './errors/http-problem.ts';
import { InputProblem } from './errors/input-problem.ts';
import { admittedCaller, type GuardedCaller } from './guarded-callers.ts';
import type { HttpEvent } from './http-types.ts';
import { GuardFault } from './middlewares/guard.ts';

export interface AuditOptions {
  readonly route: Pick<Route, 'route' | 'access'>;
  /** Gets one JSON text per request. */
  readonly write: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A request that was answered, and how. */
export interface AnsweredRequest {
  readonly event: HttpEvent;
  readonly context: Context;
  readonly status: number | undefined;
  /** What ended the chain, if an error did. */
  readonly error: unknown;
  readonly durationMs: number;
}

/** Writes one line per request with what the guard decided, whatever was made of it. The same line is its metric. */
export function createAudit({ route, write, now }: AuditOptions): (answered: AnsweredRequest) => void {
  const required = scopesRequired(route.access);
  return ({ event, context, status, error, durationMs }) => {
    const caller = admittedCaller(event);
    const record: AuditRecord = {
      service: 'scopegate-guard',
      apiId: apiIdOf(event),
      function_request_id: context.awsRequestId,
      apiRequestId: event.requestContext.requestId,
      routeKey: route.route,
      scopesRequired: required,
      ...(caller === undefined ? refused(error) : admitted(caller)),
      status,
      ...(error instanceof InputProblem && { answeredBy: 'validation' }),
      durationMs: toMilliseconds(durationMs),
    };
    write(formatAuditLine(record, now(), record.revocation && countUnchecked));
  };
}

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
