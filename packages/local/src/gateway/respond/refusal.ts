/** Why the gateway answers by itself. Each name is one row of {@link refusalResponse}'s table. */
export type RefusalName =
  | 'bad-request'
  | 'not-found'
  | 'not-implemented'
  | 'unauthorized'
  | 'forbidden'
  | 'endpoint-disabled'
  | 'internal'
  | 'unavailable'
  | 'authorizer-timeout'
  | 'integration-timeout'
  | 'integration-unreachable'
  | 'too-many-requests'
  | 'payload-too-large'
  | 'event-too-large'
  | 'headers-too-large'
  | 'route-arn-too-long';

/** A request the gateway turns away: a value, not an exception. */
export interface Refusal {
  readonly refusal: RefusalName;
  /** For the trace: what happened and, where it helps, what to do. Never sent to the client. */
  readonly cause: string;
  /** Sent beside the body: a challenge. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

export const refuse = (refusal: RefusalName, cause: string): Refusal => ({ refusal, cause });

/** Tells a refusal from whatever else a step returns. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'refusal');
}
