import type { FlatContext } from '@scopegate/contract/decision';
import type { PolicyDocument } from '@scopegate/contract/policy';

/**
 * What API Gateway sends to a REQUEST authorizer with payload format 2.0, as far as it is read here.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export interface AuthorizerEvent {
  readonly version: string;
  readonly type: string;
  /** The matched route's key, template and all. */
  readonly routeKey: string;
  /** The request's ARN: concrete method and path. Policies take API and stage from it, and nothing else. */
  readonly routeArn?: string;
  /** The resolved identity sources in configured order: with caching on, the cache key. */
  readonly identitySource?: readonly string[] | null;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The simple response (`EnableSimpleResponses`). The context reaches the integration only when authorized. */
export interface SimpleResponse {
  readonly isAuthorized: boolean;
  readonly context: FlatContext;
}

/**
 * The answer without simple responses: an IAM policy, which API Gateway caches and asks for each request. The context
 * reaches the integration whenever the policy allows.
 */
export interface PolicyResponse {
  /** The verified subject, or `unverified`. */
  readonly principalId: string;
  readonly policyDocument: PolicyDocument;
  readonly context: FlatContext;
}

export type AuthorizerResponse = SimpleResponse | PolicyResponse;
