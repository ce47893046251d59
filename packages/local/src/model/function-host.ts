/** What the gateway needs of the functions: call one by its ARN, learn how it went. */
export interface FunctionHost {
  /**
   * Never rejects for anything a function does; see {@link Invocation}.
   *
   * @param payload JSON text of the event
   */
  invoke(functionArn: string, payload: string): Promise<Invocation>;
  /** Ends every idle environment of a function (all functions when omitted), so that the next call starts cold. */
  makeCold(functionArn?: string): Promise<void>;
  close(): Promise<void>;
}

export interface Invocation {
  readonly outcome: Outcome;
  /** UUID: the function's `awsRequestId`. */
  readonly requestId: string;
  /** Whether this call waited for a new environment. */
  readonly cold: boolean;
  /** Milliseconds the handler took, as in Lambda's REPORT: without init. */
  readonly durationMs: number;
  /**
   * What the function printed during this call (and the init before it), one entry per log event as Lambda would log it: a
   * `console.*` call, which may span lines, or one line written to a stream.
   */
  readonly logs: readonly string[];
}

export type Outcome =
  | { readonly kind: 'returned' /** JSON text of the result; `null` for undefined. */; readonly json: string }
  | { readonly kind: 'failed'; readonly error: FunctionError }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unknown-function' };

/** The payload Lambda answers with `FunctionError: Unhandled`. */
export interface FunctionError {
  readonly errorType?: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}
