import type { Route } from '@scopegate/contract';
import { assertResult } from './answers/assert-result.ts';
import { finishResult } from './answers/finish-result.ts';
import { createAudit } from './audit.ts';
import { logError } from './errors/log-error.ts';
import { toProblemResult } from './errors/problem-result.ts';
import { toProblem } from './errors/to-problem.ts';
import type { Handler, HttpEvent, HttpResult } from './http-types.ts';

export interface AnswerOptions {
  readonly route: Pick<Route, 'route' | 'access'>;
  /** Gets the audit lines. */
  readonly write: (line: string) => void;
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Stands around the chain, so that every request has one answer and one audit line, whatever ended the chain: its handler,
 * a middleware that answered early, or an error that is thrown anywhere in it, by an error hook, too.
 */
export function answerRequests(run: Handler, { elapsed, ...options }: AnswerOptions): Handler {
  const audit = createAudit(options);
  return async (event, context) => {
    const startedAt = elapsed();
    let error: unknown;
    let result: HttpResult;
    try {
      result = await run(event, context);
      assertResult(result);
    } catch (thrown) {
      error = thrown;
      result = answerError(thrown, event);
    }
    result = finishResult(result, event, options.route.access);
    audit({ event, context, status: result.statusCode, error, durationMs: elapsed() - startedAt });
    return result;
  };
}

/** Problem details (RFC 9457): exact for the caller's errors, bare for ours, which are logged. */
function answerError(error: unknown, event: HttpEvent): HttpResult {
  const problem = toProblem(error);
  if (problem.status >= 500) logError(error, event.requestContext.requestId);
  return toProblemResult(problem);
}
