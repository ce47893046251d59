import type { TraceStep } from './trace-lines.ts';

/**
 * What happened to one request. Holds no token, no Authorization header and no value of an identity source that the client
 * sent, nor eight characters in a row of one: what the functions printed and answered is searched for them first.
 */
export interface RequestTrace {
  /** `requestContext.requestId`. */
  readonly id: string;
  /** ISO 8601, UTC: when the request was received. */
  readonly time: string;
  readonly method: string;
  /** Decoded, with the stage, without the query. */
  readonly path: string;
  /** Absent when no route matched. */
  readonly routeKey?: string;
  /** Absent when no stage matched. */
  readonly stage?: string;
  readonly status: number;
  /** Absent on a `NONE` route and when the request never got that far. */
  readonly authorizer?: AuthorizerTrace;
  /** Absent when the request never got that far. */
  readonly integration?: IntegrationTrace;
  /** Why the gateway answered by itself. */
  readonly error?: string;
}

export interface AuthorizerTrace {
  readonly type: 'CUSTOM' | 'JWT' | 'AWS_IAM';
  /** Expressions as configured, never what they resolved to. */
  readonly identitySources: readonly string[];
  /**
   * The event its function got, or its length and beginning above 16 Ki characters. Credentials are named in it, and not
   * shown. Absent when no function was called.
   */
  readonly input?: unknown;
  /**
   * What its function returned or failed with, or the answer of the cache; of a good token its claims, of a good signature
   * who made it. Bounded as the input is. Absent when there was none.
   */
  readonly output?: unknown;
  /** `off`: no caching configured; `none`: refused before the cache was asked, or not a Lambda authorizer. */
  readonly cache: 'hit' | 'miss' | 'off' | 'none';
  readonly invoked: boolean;
  /** Whether the call waited for a new execution environment. */
  readonly cold: boolean;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly outcome: 'allow' | 'deny' | 'error';
  /** Why it is not `allow`. */
  readonly reason?: string;
  readonly steps: readonly TraceStep[];
}

export interface IntegrationTrace {
  /** False when the permission to invoke is missing or the event is too large. An HTTP target counts as invoked. */
  readonly invoked: boolean;
  readonly cold: boolean;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly outcome: 'returned' | 'malformed' | 'failed' | 'throttled' | 'timed-out' | 'not-invoked';
  readonly logs: readonly string[];
  readonly steps: readonly TraceStep[];
}
