import type { Call } from './protocol.ts';

/** What a handler gets as second argument on every Node.js runtime. */
export interface InvokeContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  /** Megabytes, as a string. */
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly clientContext: undefined;
  readonly identity: undefined;
  readonly tenantId: undefined;
  /** Milliseconds until the function's timeout, on the platform's clock. */
  getRemainingTimeInMillis(): number;
}

/**
 * The context objects of a function's calls; what all calls share is read from the environment variables, as they are
 * before any code of the function runs.
 *
 * @param now the platform's time in milliseconds
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function createContexts(
  functionArn: string,
  env: NodeJS.ProcessEnv,
  now: () => number,
): (call: Call) => InvokeContext {
  const functionName = env['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  const functionVersion = env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '';
  const memoryLimitInMB = env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '';
  const logGroupName = env['AWS_LAMBDA_LOG_GROUP_NAME'] ?? '';
  const logStreamName = env['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '';
  return ({ requestId, leftMillis }) => contextUntil(requestId, now() + leftMillis);

  function contextUntil(requestId: string, deadline: number): InvokeContext {
    return {
      functionName,
      functionVersion,
      invokedFunctionArn: functionArn,
      memoryLimitInMB,
      awsRequestId: requestId,
      logGroupName,
      logStreamName,
      clientContext: undefined,
      identity: undefined,
      tenantId: undefined,
      getRemainingTimeInMillis: () => deadline - now(),
    };
  }
}
