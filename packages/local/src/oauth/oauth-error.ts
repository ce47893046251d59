import type { JsonAnswer } from '../runtime/index.ts';

/** The codes of RFC 6749 §5.2 that the token endpoint answers. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope';

/**
 * A token request that was refused. A value, not an exception: it is the client's fault, not ours.
 *
 * `description` only where Cognito would have gone on and this server does not, or to say what is malformed. It never
 * repeats what the client sent, which may hold its secret.
 */
export interface OAuthError {
  readonly error: OAuthErrorCode;
  readonly description?: string;
}

/** Whether a grant or a parsed request is a refusal. */
export const isOAuthError = (value: object): value is OAuthError => 'error' in value;

/**
 * The answer to a refused token request: always 400, as Cognito has it, also for `invalid_client`, where
 * RFC 6749 §5.2 would have 401 with a challenge.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function toErrorAnswer({ error, description }: OAuthError): JsonAnswer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return { status: 400, body };
}
