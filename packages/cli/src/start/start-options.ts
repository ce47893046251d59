import type { GivenIdentity } from '@scopegate/local';
import type { NamedDomain } from './domain-option.ts';
import type { IssuerLocation } from './issuer-option.ts';

/** Where the local API listens unless told otherwise. */
export const defaultPort = 3000;

/** Where debuggers look, as `node --inspect` has it. */
export const defaultInspectPort = 9229;

/** `name=value`. */
export type Pair = readonly [name: string, value: string];

/** What `start` can be told, of a template and of the project. File names are relative to the working directory. */
export interface StartOptions {
  /** @default {@link defaultPort}; 0: any free one */
  readonly port?: number | undefined;
  /** A file of environment variables. */
  readonly env?: string | undefined;
  /** Empties the data first. */
  readonly fresh?: boolean | undefined;
  /** Where tables and keys are kept. @default the port's directory in `.scopegate` */
  readonly data?: string | undefined;
  /** Of the project: the stage to run; of a template: the one stage of each API to serve. */
  readonly stage?: string | undefined;
  /** The one API to serve. @default all */
  readonly api?: string | undefined;
  /** Of an assembly: the one stack. @default all */
  readonly stack?: string | undefined;
  readonly parameter?: readonly Pair[] | undefined;
  readonly skipRoute?: readonly string[] | undefined;
  readonly region?: string | undefined;
  /** Twelve digits. */
  readonly account?: string | undefined;
  /** @default 1000 */
  readonly concurrency?: number | undefined;
  /** @default 10 */
  readonly environments?: number | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly allowHttpHost?: readonly string[] | undefined;
  readonly issuer?: readonly IssuerLocation[] | undefined;
  /** A file of callers; `-`: stdin. */
  readonly identities?: string | undefined;
  /** Callers with new keys. */
  readonly identity?: readonly GivenIdentity[] | undefined;
  /** ARN and file. */
  readonly policy?: readonly Pair[] | undefined;
  readonly domain?: readonly NamedDomain[] | undefined;
  /** Of the gateway. */
  readonly setting?: readonly Pair[] | undefined;
  /** The inspector's port; true: {@link defaultInspectPort}. @default no inspector */
  readonly inspect?: number | true | undefined;
  /** Prints the report as JSON, on stdout, in place of text. */
  readonly json?: boolean | undefined;
  /** Takes up changes while it serves. @default true */
  readonly watch?: boolean | undefined;
  /** @default nothing is logged */
  readonly log?: 'text' | 'json' | undefined;
}
