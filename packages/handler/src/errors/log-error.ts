import { GuardFault } from '../middlewares/guard.ts';
import { HttpProblem } from './http-problem.ts';

/** Logs a fault on our side as one JSON text on standard error: what the caller is not told. */
export function logError(error: unknown, apiRequestId: string): void {
  // Looked up at each call: the Lambda runtime and log libraries replace the console.
  console.error(JSON.stringify(describeError(error, apiRequestId)));
}

function describeError(error: unknown, apiRequestId: string): Record<string, unknown> {
  const cause = error instanceof HttpProblem && error.cause instanceof Error ? error.cause : error;
  const known = cause instanceof Error ? cause : new Error('something that is not an Error was thrown');
  return {
    level: 'ERROR',
    message: known.message,
    code: known instanceof GuardFault ? known.code : 'internal',
    error: known.name,
    stack: known.stack,
    apiRequestId,
  };
}
