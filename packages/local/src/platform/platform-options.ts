import type { RequestTrace } from '../gateway/index.ts';
import type { Clock } from '../model/index.ts';
import type { DomainFiles } from './domains.ts';
import type { SharedGatewayOptions } from './shared-gateway-options.ts';

/** What to run, and how. Only `assembly` and `stateDirectory` are required. */
export interface PlatformOptions extends SharedGatewayOptions {
  /**
   * The directory of a cloud assembly (`cdk.out`) or of a template, or a template: CloudFormation or SAM, in JSON or
   * YAML.
   */
  readonly assembly: string;
  /**
   * The stacks to run, by name, artifact id or display name, each exact or a pattern with `*` and `?`.
   * @default every stack of the assembly
   */
  readonly stack?: string | readonly string[];
  /** The port of the first API; 0 takes any free port. Further APIs always take any free port. @default 3000 */
  readonly port?: number;
  /** The directory of keys, client secrets and the database. Only one running platform may use it. */
  readonly stateDirectory: string;
  /** Whether to empty the database first. @default false, the tables keep their items */
  readonly fresh?: boolean;
  /** The time of the whole platform. @default the machine's time */
  readonly clock?: Clock;
  /** Concurrent calls per function; further calls are throttled. @default 1000, the default of a Region */
  readonly concurrency?: number;
  /** Execution environments (threads) per function; further calls wait for one. @default 10 */
  readonly environments?: number;
  /** Directories and zips by the logical ID of a function or a layer, in place of code that is not here. @default none */
  readonly code?: Readonly<Record<string, string>>;
  /** Directories and zips by the ARN of a layer outside the assembly. Each such layer needs one. @default none */
  readonly layers?: Readonly<Record<string, string>>;
  /**
   * Values for the templates' parameters; for references to what is not run (`Queue.QueueUrl`); for parameters of SSM
   * Parameter Store (`/app/name`), and for other dynamic references, by what stands after `resolve:`.
   * @default the parameters' own defaults
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Route keys to leave out: they are answered with 501, and what they need is not checked. @default none */
  readonly skipRoutes?: readonly string[];
  /** The one API to serve, by logical ID, `<stack>/<logical ID>` or name. Others are not served. @default all */
  readonly api?: string;
  /** The one stage of each API to serve. @default all */
  readonly stage?: string;
  /** The region, when the stacks with an API name several or none. @default that of the stacks, or us-east-1 */
  readonly region?: string;
  /** The account, as {@link region}. Twelve digits. @default that of the stacks, or 123456789012 */
  readonly accountId?: string;
  /** Environment variables by logical ID of a function, in place of the template's values. @default none */
  readonly environmentOverrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Policy documents by the ARN of a role or managed policy outside the assembly; for a role, all its policies in one.
   * @default a function with such a role is denied every table; such a managed policy stops the start
   */
  readonly policies?: Readonly<Record<string, object>>;
  /** Values for every function that has the variable, unless {@link environmentOverrides} gives one. @default none */
  readonly environmentForAll?: Readonly<Record<string, string>>;
  /**
   * The URL of what answers functions' calls to services that are not run here, such as LocalStack; a host that is not
   * loopback must be in {@link allowHosts}, too. Tables and pools stay local, and functions keep their own credentials.
   * @default such calls fail at the call
   */
  readonly awsEndpoint?: string;
  /** Hosts outside this machine that functions may reach, by exact name: no port, no pattern. @default none */
  readonly allowHosts?: readonly string[];
  /**
   * The loopback port for this process's inspector; 0 takes any free port. A debugger attaches to the threads of the
   * functions. Their time limits are lifted, so that it can stop in them. @default no inspector
   */
  readonly inspectPort?: number;
  /** Called when the assembly was read and is found to be fit to run, before anything is started. */
  readonly onRead?: () => void;
  /**
   * Whether this process may take the time zone of the functions: the one that all declare by `TZ`, else UTC. For a process
   * that does nothing else. @default false, a warning tells where it differs
   */
  readonly takesTimeZone?: boolean;
  /** Gets each line that functions print, and Lambda's own lines, as CloudWatch would have them. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** Gets one record per request. */
  readonly onTrace?: (trace: RequestTrace) => void;
  /** Gets the record of each request that was answered with a status of 500 or above. */
  readonly onFailure?: (trace: RequestTrace) => void;
  /** Gets each line of the access logs, in the format of the stage. */
  readonly onAccessLog?: (line: string) => void;
  /** Files of the listener, by custom domain with mutual TLS. Each such domain needs them. @default none */
  readonly domains?: Readonly<Record<string, DomainFiles>>;
}
