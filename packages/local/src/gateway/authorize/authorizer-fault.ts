import type { FunctionError } from '../../model/index.ts';
import { functionErrorText } from '../invoke/function-error-text.ts';
import type { RefusalName } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';

/** Why an authorizer gave no answer to rely on. */
export interface AuthorizerFault {
  readonly kind: 'fault';
  /** Words for the trace; the function's own message may be part of them. */
  readonly reason: string;
  readonly refusal: RefusalName;
  /** `$context.authorizer.error`, where AWS's own words are known. */
  readonly logged?: string;
}

/** A fault; the client sees a 500 unless another refusal is named. */
export const fault = (reason: string, refusal: RefusalName = 'internal'): AuthorizerFault => ({
  kind: 'fault',
  reason,
  refusal,
});

const unexpectedFormat =
  "The response from the Lambda Authorizer function doesn't match the format that API Gateway expects. " +
  'Invalid json in authorizer response';

/** An answer that was no answer; logged in AWS's words. */
export const malformedAnswer = (reason: string): AuthorizerFault => ({ ...fault(reason), logged: unexpectedFormat });

/** A function that failed: what it left is no answer either. */
export function authorizerFailure(
  error: FunctionError,
  name: string,
  { authorizerUnauthorizedError }: Pick<Settings, 'authorizerUnauthorizedError'>,
): AuthorizerFault {
  const reason = `${name} failed: ${functionErrorText(error)}`;
  const isTurnedAway = error.errorMessage === 'Unauthorized' && authorizerUnauthorizedError === 401;
  return isTurnedAway ? fault(reason, 'unauthorized') : malformedAnswer(reason);
}
