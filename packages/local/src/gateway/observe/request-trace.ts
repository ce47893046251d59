import type { PrintedStep } from './printed-steps.ts';

/**
 * What happened to one request. Contains no token, no Authorization header and no value of an identity source that the
 * client sent, nor eight consecutive characters of one: the output and answers of functions are searched for them first.
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
  /** Why the gateway itself answered. */
  readonly error?: string;
}

export interface AuthorizerTrace {
  readonly type: 'CUSTOM' | 'JWT' | 'AWS_IAM';
  /** Expressions as configured, never what they resolved to. */
  readonly identitySources: readonly string[];
  /**
   * The event its function got; above 16 Ki characters its length and beginning. Values of credentials are replaced.
   * Absent when no function was called.
   */
  readonly input?: unknown;
  /**
   * What its function returned or threw, or the cached answer; on a JWT route the verified claims, on an `AWS_IAM` route
   * the caller. Cut as the input is. Absent when there was none.
   */
  readonly output?: unknown;
  /** `off`: no caching is configured; `none`: refused before the cache was read, or not a Lambda authorizer. */
  readonly cache: 'hit' | 'miss' | 'off' | 'none';
  readonly invoked: boolean;
  /** Whether the call waited for a new execution environment. */
  readonly cold: boolean;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly outcome: 'allow' | 'deny' | 'error';
  /** Why it is not `allow`. */
  readonly reason?: string;
  /** Why a token that was refused may be good at its issuer and cannot be here. */
  readonly note?: string;
  readonly steps: readonly PrintedStep[];
}

export interface IntegrationTrace {
  /** False when the permission to invoke is missing or the event is too large. An HTTP target counts as invoked. */
  readonly invoked: boolean;
  readonly cold: boolean;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly outcome: 'returned' | 'malformed' | 'failed' | 'throttled' | 'timed-out' | 'not-invoked';
  readonly logs: readonly string[];
  /** Of the error that the function threw, its message first; positions are those of its sources where it has a map. */
  readonly stack?: readonly string[];
  readonly steps: readonly PrintedStep[];
}
