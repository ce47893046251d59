import type { AuthorizerTrace } from '../observe/request-trace.ts';
import type { AuthorizerContext } from '../request/build-event.ts';
import type { Refusal } from '../respond/refusal.ts';
import type { AskedAuthorizer } from './ask-authorizer.ts';

/** How a route's authorization ended: a refusal, or what the integration learns about the caller. */
export interface RouteVerdict {
  readonly refusal?: Refusal;
  /** `requestContext.authorizer`. */
  readonly context?: AuthorizerContext;
  /** What a Lambda authorizer's function was asked and answered; absent when an identity source was missing. */
  readonly asked?: AskedAuthorizer;
  /** Absent on a `NONE` route. */
  readonly trace?: AuthorizerTrace;
  /** `$context` variables that only the authorizer knows, for the access log. */
  readonly variables?: Readonly<Record<string, string>>;
}
