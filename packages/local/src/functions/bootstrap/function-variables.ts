/** What the context object of every call takes from the environment variables. */
export interface FunctionVariables {
  readonly functionName: string;
  readonly functionVersion: string;
  /** Megabytes, as a string. */
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** To be read before any code of the function runs. */
export const readFunctionVariables = (env: NodeJS.ProcessEnv): FunctionVariables => ({
  functionName: env['AWS_LAMBDA_FUNCTION_NAME'] ?? '',
  functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '',
  memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
  logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'] ?? '',
  logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '',
});

/** By the clock that the function sees: it may have put another `Date` in place. */
export const remainingTime =
  (deadline: number): (() => number) =>
  () =>
    deadline - Date.now();
