import type { LambdaFunction } from '../model/index.ts';

/** Temporary credentials of the function's role. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface EnvironmentInput {
  readonly fn: LambdaFunction;
  readonly region: string;
  readonly credentials: FunctionCredentials;
  /** Stronger than the template's own variables: without them the function would look for the real service. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Real path of the unpacked asset. */
  readonly taskRoot: string;
  /** Real paths of the unpacked layers, the strongest first. */
  readonly layers: readonly string[];
  /** `2026/01/14/[$LATEST]<32 hex digits>`, or with the version in brackets. */
  readonly logStreamName: string;
}

/**
 * All environment variables of an execution environment: the template's, Lambda's own, the endpoints of local services;
 * nothing of the platform's process. `_X_AMZN_TRACE_ID` is added at each call.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function environmentVariables(input: EnvironmentInput): Record<string, string> {
  return { ...unreservedVariables(input), ...input.fn.environment, ...input.endpoints, ...reservedVariables(input) };
}

/**
 * The variables that a thread starts with: what Node reads while it starts and which runs no code, opens no file and writes
 * none. The others are set when network guard and confinement stand: `NODE_OPTIONS` loads modules, `NODE_COMPILE_CACHE`
 * reads and writes a directory.
 */
export const variablesAtStart = (variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => harmlessAtStart.has(name)));

const harmlessAtStart: ReadonlySet<string> = new Set(['NODE_PATH', 'NODE_DEBUG', 'NODE_NO_WARNINGS', 'LANG', 'TZ']);

/** Set by the runtime, but the template may change them. */
function unreservedVariables({ fn, layers }: EnvironmentInput): Record<string, string> {
  const major = fn.runtime.replace(/^nodejs(\d+)\.x$/, '$1');
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    NODE_PATH: [
      ...layers.flatMap((layer) => packageDirectories(layer, major)),
      ...packageDirectories('/opt', major),
      '/var/runtime/node_modules',
    ].join(':'),
  };
}

/** Where a layer keeps packages, of one Node version and of any. */
const packageDirectories = (opt: string, major: string): string[] => [
  `${opt}/nodejs/node${major}/node_modules`,
  `${opt}/nodejs/node_modules`,
];

function reservedVariables({
  fn,
  region,
  credentials,
  taskRoot,
  logStreamName,
}: EnvironmentInput): Record<string, string> {
  return {
    _HANDLER: fn.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: fn.version ?? '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_LOG_FORMAT: fn.logFormat,
    ...(fn.logFormat === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: fn.applicationLogLevel ?? 'INFO' }),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
  };
}
