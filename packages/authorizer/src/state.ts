import type middy from '@middy/core';
import type { AccessTableEntry, Decision, DenyReason } from '@scopegate/contract/decision';
import type { Context } from 'aws-lambda';
import type { AuthorizerEvent, AuthorizerResponse } from './authorizer-event.ts';
import type { VerifiedToken } from './token/verified-token.ts';

/**
 * What the steps hand to each other. All they ever see of the event is what the gateway's cache is keyed by: the
 * credential and the route key. A decision that read more could be served to a request it was not made for.
 */
export interface State {
  readonly authorization: string | undefined;
  readonly routeKey: string;
  /** Whether a verdict would be cached without the route: nothing may be decided then. */
  readonly cacheKeyUnproven?: boolean;
  readonly decisionId: string;
  /** From the first step that refuses on, the others have nothing to do. */
  refused?: DenyReason;
  /** The bearer token. Never logged. */
  token?: string;
  /** `iss` of a token that was not verified, where it is a configured one. */
  issuer?: string | undefined;
  verified?: VerifiedToken;
  /** The route's entry in the access table. */
  entry?: AccessTableEntry;
  decision?: Decision;
}

export interface Internal extends Record<string, unknown> {
  state: State;
}

export type Request = middy.Request<AuthorizerEvent, AuthorizerResponse, Error, Context, Internal>;
export type Middleware = middy.MiddlewareObj<AuthorizerEvent, AuthorizerResponse, Error, Context, Internal>;
