import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import type { Clock } from '../../clock.ts';
import type { LambdaFunction } from '../../model.ts';
import type { Redirect } from './bootstrap/protocol.ts';
import { environmentVariables, type FunctionCredentials } from './environment-variables.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import { functionFaults, nodeMajor } from './function-faults.ts';
import type { FunctionHost, Invocation, Outcome } from './function-host.ts';
import { FunctionPool } from './function-pool.ts';
import { refused, requestLimitBytes, requestTooLarge } from './lambda-errors.ts';
import { redirectFaults } from './redirect-faults.ts';
import { timeZoneWarning } from './time-zone.ts';

export interface FunctionHostOptions {
  readonly functions: readonly LambdaFunction[];
  readonly clock: Clock;
  /** `AWS_REGION` of every function. */
  readonly region: string;
  /** Calls per function at a time; one beyond is throttled at once. 1 or more. @default 1000, as for a Region */
  readonly concurrency?: number;
  /** Environments, so threads, per function; more calls wait for one where AWS would start another. @default 10 */
  readonly environments?: number;
  /** Environment variables added to every function, such as `AWS_ENDPOINT_URL_DYNAMODB`. @default none */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** The role's temporary credentials. @default placeholders that no service accepts */
  readonly credentials?: (fn: LambdaFunction) => FunctionCredentials;
  /** Hosts whose connections are led to a local service, TLS taken off. @default none: only loopback is reached */
  readonly redirects?: readonly Redirect[];
  /** Every log event: the function's, and Lambda's START, END and REPORT. @default dropped */
  readonly onLog?: (functionName: string, line: string) => void;
  /** Seconds an init may take, Lambda's fixed 10 unless a test is in a hurry. @default 10 */
  readonly initLimitSeconds?: number;
}

const placeholders: FunctionCredentials = {
  accessKeyId: 'ASIALOCALPLACEHOLDER',
  secretAccessKey: 'local-placeholder',
  sessionToken: 'local-placeholder',
};

/**
 * Runs Lambda functions from their unpacked assets, each execution environment in a thread of its own. A function that
 * cannot be run as AWS would run it (see `functionFaults`) fails every call with the reasons. The payload of a call must
 * be JSON; one over 6 MB fails with `RequestEntityTooLargeException` and runs nothing.
 *
 * A thread is no sandbox against hostile code: it can read the files of this machine. Time zone and working directory are
 * those of the process.
 *
 * @throws TypeError `concurrency`, `environments`, `initLimitSeconds`, `redirects` or ARNs are wrong: all faults at once
 */
export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  assertOptions(options);
  const warning = timeZoneWarning(Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (warning !== undefined) process.emitWarning(warning, { code: 'SCOPEGATE_TIME_ZONE' });
  const functions = new Map(options.functions.map((fn) => [fn.arn, { fn, pool: createPool(fn, options) }]));
  let closed = false;
  return {
    invoke: async (functionArn, payload) => {
      if (closed) throw new Error('The function host is closed: invoke nothing after close().');
      const text = JSON.stringify(payload);
      if (text === undefined) throw new TypeError(`The payload is ${typeof payload}; allowed is what JSON can hold.`);
      const found = functions.get(functionArn);
      if (found === undefined) return notRun({ kind: 'unknown-function' });
      const refusal = refusalOf(found.fn, text);
      return refusal ? notRun(refusal) : found.pool.invoke(text);
    },
    makeCold: async (functionArn) => {
      const chosen = [...functions.values()].filter(({ fn }) => functionArn === undefined || fn.arn === functionArn);
      await Promise.all(chosen.map(({ pool }) => pool.makeCold()));
    },
    close: async () => {
      closed = true;
      await Promise.all([...functions.values()].map(({ pool }) => pool.close()));
    },
  };
}

function assertOptions(options: FunctionHostOptions): void {
  const { functions, concurrency = 1000, environments = 10, initLimitSeconds = 10, redirects = [] } = options;
  const arns = functions.map(({ arn }) => arn);
  const twice = arns.filter((arn, index) => arns.indexOf(arn) !== index);
  const faults = [
    ...(Number.isInteger(concurrency) && concurrency >= 1
      ? []
      : [`concurrency is ${concurrency}; allowed is a whole number, 1 or more.`]),
    ...(Number.isInteger(environments) && environments >= 1
      ? []
      : [`environments is ${environments}; allowed is a whole number, 1 or more.`]),
    ...(initLimitSeconds > 0 ? [] : [`initLimitSeconds is ${initLimitSeconds}; allowed is a positive number.`]),
    ...redirectFaults(redirects).map((fault) => `redirects: ${fault}`),
    ...twice.map((arn) => `functions: ${arn} is there twice; each function must have its own ARN.`),
  ];
  if (faults.length > 0)
    throw new TypeError(`createFunctionHost cannot start:\n${faults.map((f) => `- ${f}`).join('\n')}`);
}

function refusalOf(fn: LambdaFunction, payload: string): Outcome | undefined {
  const faults = functionFaults(fn);
  if (!existsSync(fn.codeDirectory)) {
    faults.push(`Its code directory ${fn.codeDirectory} does not exist. Synthesize the assembly again.`);
  }
  if (faults.length > 0) return { kind: 'failed', error: refused(fn.functionName, faults) };
  const bytes = Buffer.byteLength(payload);
  return bytes > requestLimitBytes ? { kind: 'failed', error: requestTooLarge(bytes) } : undefined;
}

const notRun = (outcome: Outcome): Invocation => ({
  outcome,
  requestId: randomUUID(),
  cold: false,
  durationMs: 0,
  logs: [],
});

function createPool(fn: LambdaFunction, options: FunctionHostOptions): FunctionPool {
  const { clock, concurrency = 1000, environments = 10, initLimitSeconds = 10, onLog } = options;
  const onLine = (line: string): void => onLog?.(fn.functionName, line);
  const start = (): ExecutionEnvironment => startEnvironment(fn, options, onLine);
  const initLimitMillis = initLimitSeconds * 1000;
  return new FunctionPool({ fn, clock, concurrency, environments, initLimitMillis, start, onLine });
}

function startEnvironment(
  fn: LambdaFunction,
  options: FunctionHostOptions,
  onLog: (line: string) => void,
): ExecutionEnvironment {
  const { clock, region, endpoints = {}, redirects = [], credentials = () => placeholders } = options;
  const taskRoot = realpathSync(fn.codeDirectory);
  const logStreamName = newLogStreamName(clock.now());
  return new ExecutionEnvironment({
    settings: {
      handler: fn.handler,
      taskRoot,
      nodeMajor: nodeMajor(fn.runtime) ?? 0,
      logFormat: fn.logFormat,
      clockOffset: clock.offset,
      redirects,
    },
    variables: environmentVariables({ fn, region, credentials: credentials(fn), endpoints, taskRoot, logStreamName }),
    memoryMegabytes: fn.memoryMegabytes,
    onLog,
  });
}

function newLogStreamName(now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
}
