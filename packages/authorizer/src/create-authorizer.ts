import type { Context } from 'aws-lambda';
import type { AuthorizerEvent, AuthorizerResponse, PolicyResponse, SimpleResponse } from './authorizer-event.ts';
import { type ChainOptions, createChain } from './create-chain.ts';
import { respond } from './steps/respond.ts';
import { respondWithPolicy } from './steps/respond-policy.ts';

/** What an authorizer answers with; the gateway's `EnableSimpleResponses` must say the same. */
export type ResponseFormat = 'simple' | 'policy';

/** API Gateway takes no more in all header values together. */
const mostTokenBytes = 10_240;

export interface AuthorizerOptions extends ChainOptions {
  /**
   * `'simple'`: allow or deny, for the route that is asked for; the route key must be among the identity sources.
   * `'policy'`: an IAM policy of all that the token may call; `Authorization` is the only identity source, and `cachedBy`
   * has no meaning.
   * @default 'simple'
   */
  readonly response?: ResponseFormat;
}

export type Authorizer<Response extends AuthorizerResponse = SimpleResponse> = (
  event: AuthorizerEvent,
  context: Context,
) => Promise<Response>;

/**
 * A Lambda authorizer (payload format 2.0) that opens exactly the routes of a contract.
 *
 * A bad token is an answer that denies. It throws only when the issuer's keys cannot be had, or an event is not one of an
 * HTTP API: API Gateway then answers 500 and caches nothing.
 *
 * Not checked: revocation and anything about the object or tenant a request is for; those need the handler's guard,
 * since no cache key of the gateway covers them.
 *
 * @throws {RangeError} for a `maxTokenBytes` out of range: no token at all, or any token, would be short enough
 * @throws {Error} for policy responses of a table with challenges, or that `withPolicies` of `@scopegate/contract/policy`
 * did not make
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function createAuthorizer(
  options: AuthorizerOptions & { readonly response: 'policy' },
): Authorizer<PolicyResponse>;
export function createAuthorizer(options: AuthorizerOptions & { readonly response?: 'simple' }): Authorizer;
export function createAuthorizer(options: AuthorizerOptions): Authorizer<AuthorizerResponse>;
export function createAuthorizer(options: AuthorizerOptions): Authorizer<AuthorizerResponse> {
  const { table, response = 'simple', now = Date.now, maxTokenBytes = 1 } = options;
  if (!Number.isInteger(maxTokenBytes) || maxTokenBytes < 1 || maxTokenBytes > mostTokenBytes)
    throw new RangeError(
      `maxTokenBytes: given ${maxTokenBytes}, allowed: 1 to ${mostTokenBytes}. Leave it out for 8192.`,
    );
  if (response === 'simple') return createChain(options, respond());
  return createChain(
    { ...options, cachedBy: 'nothing' },
    respondWithPolicy(table, () => now() / 1_000),
  );
}
