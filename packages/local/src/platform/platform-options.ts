import type { RequestTrace } from '../gateway/index.ts';
import type { Clock } from '../model/index.ts';
import type { DomainFiles } from './domains.ts';
import type { SharedGatewayOptions } from './shared-gateway-options.ts';

export interface PlatformOptions extends SharedGatewayOptions {
  /**
   * The directory of a cloud assembly (`cdk.out`) or of a template, or a template: CloudFormation or SAM, in JSON or
   * YAML.
   */
  readonly assembly: string;
  /** The one stack to run. @default all of the assembly */
  readonly stack?: string;
  /** Port of the first API; 0 takes any free one, as further APIs do. @default 3000 */
  readonly port?: number;
  /** Keys, client secrets and the database persist here. One running platform at a time. */
  readonly stateDirectory: string;
  /** Empties the database first. @default false */
  readonly fresh?: boolean;
  /** @default the machine's time */
  readonly clock?: Clock;
  /** Calls per function at a time; one beyond is throttled. @default 1000, as for a Region */
  readonly concurrency?: number;
  /** Execution environments, so threads, per function; a call beyond waits for one. @default 10 */
  readonly environments?: number;
  /** Values for the templates' parameters, in place of their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Route keys that are not run, whatever they need: answered with 501. */
  readonly skipRoutes?: readonly string[];
  /** The one API to serve, by its logical ID, `<stack>/<logical ID>` or name; nothing answers for others. @default all */
  readonly api?: string;
  /** The one stage of each API to serve. @default all */
  readonly stage?: string;
  /** The environment to run, where the assembly's APIs are synthesized for several. */
  readonly region?: string;
  /** As {@link region}. Twelve digits. */
  readonly accountId?: string;
  /** By logical ID of a function, in place of the template's variables. */
  readonly environmentOverrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * By the ARN of a role or managed policy outside the assembly: its policy document, for a role the sum of all its
   * policies. @default a function in such a role is denied every table; such a managed policy stops the start
   */
  readonly policies?: Readonly<Record<string, object>>;
  /** For every function that has a variable of the name, where {@link environmentOverrides} says nothing. @default none */
  readonly environmentForAll?: Readonly<Record<string, string>>;
  /** Hosts outside that functions may reach, by exact name: no port, no pattern. @default none */
  readonly allowHosts?: readonly string[];
  /**
   * Opens this process's inspector there, on loopback, and lifts the time limits of functions, so that a debugger can
   * stop in them; it attaches to their threads. 0: any free port. @default no inspector
   */
  readonly inspectPort?: number;
  /** What functions print, and Lambda's own lines, as CloudWatch would have them. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** One record per request. */
  readonly onTrace?: (trace: RequestTrace) => void;
  /** In the stage's own format. */
  readonly onAccessLog?: (line: string) => void;
  /** By custom domain with mutual TLS: the files of its listener. Each such domain needs them. @default none */
  readonly domains?: Readonly<Record<string, DomainFiles>>;
}
