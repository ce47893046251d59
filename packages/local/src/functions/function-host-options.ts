import { type Clock, findingText, type LambdaFunction } from '../model/index.ts';
import type { Redirect } from './bootstrap/protocol.ts';
import type { FunctionCredentials } from './environment-variables.ts';
import { hostDefaults } from './host-defaults.ts';
import { redirectFaults } from './redirect-faults.ts';
import { timeZoneFaults } from './time-zone.ts';

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
  /** Hosts outside that functions may reach, by exact name: no port, no pattern. @default none */
  readonly allowHosts?: readonly string[];
  /** Absolute: its `node_modules` stand for the AWS SDK that Lambda's runtime carries. @default the working directory */
  readonly sdkDirectory?: string;
  /** Every log event: the function's, and Lambda's START, END and REPORT. @default dropped */
  readonly onLog?: (functionName: string, line: string) => void;
  /** Seconds an init may take, Lambda's fixed 10 unless a test is in a hurry. @default 10 */
  readonly initLimitSeconds?: number;
  /**
   * Seconds after which an idle environment is ended. Real time, not the platform's clock: a thread takes this machine's
   * memory, and moving the clock past a token's life must not cost a function its module state. @default 300
   */
  readonly idleSeconds?: number;
  /** Lets calls and inits run without time limit: a debugger may hold them. @default false */
  readonly unlimited?: boolean;
}

/** Credentials that no service accepts. */
export const placeholders: FunctionCredentials = {
  accessKeyId: 'ASIALOCALPLACEHOLDER',
  secretAccessKey: 'local-placeholder',
  sessionToken: 'local-placeholder',
};

/** @throws TypeError with all faults at once */
export function assertHostOptions(options: FunctionHostOptions): void {
  const {
    functions,
    concurrency = hostDefaults.concurrency,
    environments = hostDefaults.environments,
    initLimitSeconds = hostDefaults.initLimitSeconds,
    idleSeconds = hostDefaults.idleSeconds,
  } = options;
  const arns = functions.map(({ arn }) => arn);
  const twice = arns.filter((arn, index) => arns.indexOf(arn) !== index);
  const faults = [
    ...wholeNumberFaults({ concurrency, environments }),
    ...positiveFaults({ initLimitSeconds, idleSeconds }),
    ...redirectFaults(options.redirects ?? []).map((fault) => `${fault.where.path}: ${findingText(fault)}`),
    ...allowHostFaults(options.allowHosts ?? []),
    ...timeZoneFaults(functions).map((fault) => `${fault.where.logicalId}: ${findingText(fault)}`),
    ...twice.map((arn) => `functions: ${arn} is there twice; each function must have its own ARN.`),
  ];
  if (faults.length > 0)
    throw new TypeError(`createFunctionHost cannot start:\n${faults.map((f) => `- ${f}`).join('\n')}`);
}

const wholeNumberFaults = (given: Readonly<Record<string, number>>): string[] =>
  Object.entries(given)
    .filter(([, value]) => !(Number.isInteger(value) && value >= 1))
    .map(([name, value]) => `${name} is ${value}; allowed is a whole number, 1 or more.`);

const positiveFaults = (given: Readonly<Record<string, number>>): string[] =>
  Object.entries(given)
    .filter(([, value]) => !(value > 0))
    .map(([name, value]) => `${name} is ${value}; allowed is a positive number.`);

const allowHostFaults = (hosts: readonly string[]): string[] =>
  hosts
    .filter((host) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    .map((host) => `allowHosts: "${host}" is no host name; allowed is an exact one such as "api.example.com".`);
