import type { MessagePort } from 'node:worker_threads';
import type { LogLevel } from './log-format.ts';
import type { NodeFlag } from './node-flags.ts';
import type { Preload } from './preload.ts';

/** What the parent hands a new execution environment as `workerData`. Structured-cloned; the buffers are shared. */
export interface EnvironmentSettings {
  /** `file.export`, as in the template. */
  readonly handler: string;
  /** All environment variables. The thread starts with a few of them: see `variablesAtStart`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Of `NODE_OPTIONS`. */
  readonly preloads: readonly Preload[];
  /** Of `NODE_OPTIONS`. */
  readonly nodeFlags: readonly NodeFlag[];
  /** Real path of the unpacked asset: `LAMBDA_TASK_ROOT`. */
  readonly taskRoot: string;
  /** Real paths of the unpacked layers, the strongest first: what `/opt` would hold. */
  readonly layers: readonly string[];
  /** Where the environment's `/tmp` lies; made when it is first used. */
  readonly temporaryDirectory: string;
  /** Absolute: see `ModuleScope`. */
  readonly sdkDirectory: string;
  /** 24 for `nodejs24.x`. */
  readonly nodeMajor: number;
  readonly logFormat: 'Text' | 'JSON';
  readonly applicationLogLevel: LogLevel;
  /** One `Float64`: milliseconds between the machine's time and the platform's. */
  readonly clockOffset: SharedArrayBuffer;
  /** Of the `Mailbox` that calls come by; a frozen environment waits on it. */
  readonly mailbox: SharedArrayBuffer;
  /** What the environment says goes out by it; a call that is too long for the mailbox comes in. */
  readonly port: MessagePort;
  /** See `createOutbox`. */
  readonly heard: SharedArrayBuffer;
  /** ARN of the function. */
  readonly functionArn: string;
  /** Whether something listens to the memory that a call used. */
  readonly reportsMemory: boolean;
  readonly redirects: readonly Redirect[];
  /** Hosts outside that may be reached: exact names, no port. */
  readonly allowHosts: readonly string[];
}

/** Where connections to a host outside really go. */
export interface Redirect {
  /** Host name without port: `cognito-idp.us-east-1.amazonaws.com`. */
  readonly host: string;
  /** `http://127.0.0.1:<port>`. */
  readonly to: string;
}

/** Parent to environment: one call, as text by the mailbox, or as a message where it is too long for it. */
export interface Call {
  readonly requestId: string;
  /** JSON text of the event. */
  readonly payload: string;
  /** Milliseconds the handler has, from when it begins. */
  readonly leftMillis: number;
  /** `_X_AMZN_TRACE_ID` for this call. */
  readonly traceId: string;
}
