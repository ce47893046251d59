import type { GivenIdentity } from '@scopegate/local';
import type { NamedDomain } from './domain-option.ts';
import type { IssuerLocation } from './issuer-option.ts';
import type { NameValue } from './name-value.ts';

/** The default port of the first API. */
export const defaultPort = 3000;

/** The default port of the debugger, as of `node --inspect`. */
export const defaultInspectPort = 9229;

/** The options of `start`, for a template and for the project. File names are relative to the working directory. */
export interface StartOptions {
  /** 0: any free port. @default {@link defaultPort} */
  readonly port?: number | undefined;
  /** A file of environment variables. */
  readonly env?: string | undefined;
  /** Empties the tables first. */
  readonly fresh?: boolean | undefined;
  /** The directory of tables and keys. @default the port's directory in `.scopegate` */
  readonly data?: string | undefined;
  /** Of the project: the stage to run; of a template: the one stage of each API to serve. */
  readonly stage?: string | undefined;
  /** The one API to serve. @default all */
  readonly api?: string | undefined;
  /** Of an assembly: the stacks, by name or pattern. @default all */
  readonly stack?: readonly string[] | undefined;
  /** Logical ID and path. */
  readonly code?: readonly NameValue[] | undefined;
  /** ARN and path. */
  readonly layer?: readonly NameValue[] | undefined;
  /** Name and value. */
  readonly parameter?: readonly NameValue[] | undefined;
  readonly skipRoute?: readonly string[] | undefined;
  readonly region?: string | undefined;
  /** Twelve digits. */
  readonly account?: string | undefined;
  /** @default 1000 */
  readonly concurrency?: number | undefined;
  /** @default 10 */
  readonly environments?: number | undefined;
  /** Of services that are not run here. */
  readonly awsEndpoint?: string | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly allowHttpHost?: readonly string[] | undefined;
  readonly issuer?: readonly IssuerLocation[] | undefined;
  /** Issuer, and the path or URL of its keys. */
  readonly jwksPath?: readonly NameValue[] | undefined;
  /** A file of callers; `-`: stdin. */
  readonly identities?: string | undefined;
  /** Callers with new keys. */
  readonly identity?: readonly GivenIdentity[] | undefined;
  /** ARN and file. */
  readonly policy?: readonly NameValue[] | undefined;
  readonly domain?: readonly NamedDomain[] | undefined;
  /** Name and value of a setting of the gateway. */
  readonly setting?: readonly NameValue[] | undefined;
  /** The debugger's port; true: {@link defaultInspectPort}. @default no debugger */
  readonly inspect?: number | true | undefined;
  /** Prints the report as JSON on stdout, in place of text. */
  readonly json?: boolean | undefined;
  /** Reloads changes while it serves. @default true */
  readonly watch?: boolean | undefined;
  /** @default nothing is logged */
  readonly log?: 'text' | 'json' | undefined;
}
