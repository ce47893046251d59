import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Route } from '@scopegate/contract';
import { sourceSibling } from './source-sibling.ts';

/** What the program that loads a bundle found. */
export type LoadReport =
  | { readonly kind: 'loaded'; readonly routeKey: string | undefined; readonly isDefault: boolean }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly stack: string;
      /** Environment variables that were read and are not set, the last one last. */
      readonly variables: readonly string[];
    };

export interface Proof {
  /** The bundle. */
  readonly file: string;
  readonly route: Route;
  /** The handler's module, for messages. */
  readonly entry: string;
  /** Environment variables that the stack declares. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Proves that a bundle exports the handler of its route with the guard in front, by loading it: in a process of its own,
 * whose environment is that of a Lambda function and what the stack declares, and nothing of this machine.
 *
 * @throws {Error} one line that names the module and, where one is missing, the environment variable
 */
export async function proveHandler({ file, route, entry, environment }: Proof): Promise<void> {
  const report = await inTurn(() => loadElsewhere(file, environment));
  if (report.kind === 'failed') throw new Error(`${entry}: ${failure(report)}`);
  if (report.routeKey === route.route) return;
  const missing = report.isDefault
    ? 'exports its handler as default, not as `handler`'
    : 'exports no `handler` built by handle()';
  const found = report.routeKey === undefined ? missing : `was built for ${report.routeKey}`;
  const { name, route: expected } = route;
  throw new Error(
    `The module of "${name}" ${found}, expected ${expected}. Export handler = handle(api, '${name}', ...).`,
  );
}

function failure({ message, stack, variables }: Extract<LoadReport, { kind: 'failed' }>): string {
  const frame = /\(?((?:file:\/\/)?[^\s()]+\.[cm]?[jt]sx?:\d+:\d+)\)?/.exec(
    stack.slice(stack.indexOf('\n    at ')),
  )?.[1];
  const variable = variables.findLast((name) => message.includes(name)) ?? variables.at(-1);
  const told = `the module does not load: ${message.split('\n')[0]}${frame === undefined ? '' : ` (${frame})`}.`;
  const remedy = 'The build loads it to prove its guard.';
  return variable === undefined
    ? `${told} ${remedy}`
    : `${told} ${remedy} It read the environment variable ${variable}, which is not set: give it a value in \`environment\` of the bundler, or read it inside the handler.`;
}

const longestLoadMs = 30_000;

function loadElsewhere(file: string, environment: Readonly<Record<string, string>>): Promise<LoadReport> {
  const child = fork(sourceSibling('./load-bundle'), [file], {
    env: { ...machineEnvironment(), ...lambdaEnvironment, ...environment },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: longestLoadMs,
  });
  return new Promise((resolve, reject) => {
    let report: LoadReport | undefined;
    child.on('message', (message) => {
      report = message as LoadReport;
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const ended = signal === null ? `it ended the process with status ${code}` : `it did not end (${signal})`;
      resolve(report ?? { kind: 'failed', message: ended, stack: '', variables: [] });
    });
  });
}

/** What a process needs to start at all. */
const machineEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'SystemRoot', 'TEMP', 'TMPDIR'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
const lambdaEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'scopegate-build',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  LAMBDA_TASK_ROOT: '/var/task',
  SCOPEGATE_TRUSTED_ISSUERS: '[]',
  TZ: ':UTC',
};

// As many processes at a time as there are processors; the others wait for one to end.
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  if (running >= availableParallelism()) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
