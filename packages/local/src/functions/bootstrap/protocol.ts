import type { LogLevel } from './log-format.ts';

/** What the parent hands a new execution environment as `workerData`. Structured-cloned; the buffers are shared. */
export interface EnvironmentSettings {
  /** `file.export`, as in the template. */
  readonly handler: string;
  /** Real path of the unpacked asset: `LAMBDA_TASK_ROOT`. */
  readonly taskRoot: string;
  /** Real paths of the unpacked layers, the strongest first: what `/opt` would hold. */
  readonly layers: readonly string[];
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
  /** Of the `Outbox` that everything goes back by. */
  readonly outbox: SharedArrayBuffer;
  /** ARN of the function. */
  readonly functionArn: string;
  /** Whether anybody is told how much memory a call used. */
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

/** Environment to parent. `log` may come at any time, the others answer the init or the call. */
export type Message = LogMessage | { readonly type: 'ready' } | Returned | Failed;

export interface Returned extends Measures {
  readonly type: 'returned';
  /** JSON text of the result. */
  readonly json: string;
}

/** The payload Lambda answers with `FunctionError: Unhandled`: the model's `FunctionError`, to which no worker has a way. */
export interface RuntimeFailure {
  readonly errorType?: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Failed extends Measures {
  readonly type: 'failed';
  readonly error: RuntimeFailure;
  /** The runtime exits after this error: the environment must not be used again. */
  readonly fatal: boolean;
}

export interface Measures {
  /** Milliseconds from the event's text to the result's. Absent after a fatal error. */
  readonly handlerMs?: number;
  /** Absent when nobody is told. */
  readonly usedMegabytes?: number;
}

export interface LogMessage {
  readonly type: 'log';
  readonly entry: string;
  /** By the function, not by the runtime around it. */
  readonly printed: boolean;
}
