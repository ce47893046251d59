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
 * The context object of one call, read from the environment variables as the AWS runtime reads it.
 *
 * @param now the platform's time in milliseconds
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function createContext(call: Call, env: NodeJS.ProcessEnv, now: () => number): InvokeContext {
  return {
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'] ?? '',
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '',
    invokedFunctionArn: call.functionArn,
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
    awsRequestId: call.requestId,
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'] ?? '',
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '',
    clientContext: undefined,
    identity: undefined,
    tenantId: undefined,
    getRemainingTimeInMillis: () => call.deadline - now(),
  };
}
