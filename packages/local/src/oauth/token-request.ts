import type { OAuthError } from './oauth-error.ts';

/** What a client asks of the token endpoint. Nothing in it is authenticated yet. */
export interface TokenRequest {
  /** The `Authorization` header as sent, if any. */
  readonly authorization?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** As asked, without repetitions; empty when the client asks for none, which means all of its own. */
  readonly scopes: readonly string[];
}

/** A form as it came over the wire. */
export interface TokenForm {
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

const formType = 'application/x-www-form-urlencoded';

/**
 * Reads a token request: form encoding, no parameter twice, grant type `client_credentials`.
 *
 * Parameters it does not know are ignored, as RFC 6749 §3.2 has it, but `resource` is refused: Cognito would put it into
 * the token's `aud`, this server would not. Does NOT check who the client is, nor whether it may have the scopes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function parseTokenRequest(form: TokenForm): TokenRequest | OAuthError {
  if (mediaType(form.contentType) !== formType) return invalid(`the content type must be ${formType}`);
  const parameters = new URLSearchParams(form.body);
  const names = [...parameters.keys()];
  if (new Set(names).size !== names.length) return invalid('no parameter may be sent twice');
  // RFC 6749 §3.2: a parameter without a value is as good as not sent.
  const value = (name: string) => parameters.get(name) || undefined;
  return grantFault(value('grant_type'), value('resource')) ?? tokenRequest(form, value);
}

function grantFault(grantType: string | undefined, resource: string | undefined): OAuthError | undefined {
  if (grantType === undefined) return invalid('grant_type is missing; allowed: client_credentials');
  if (grantType !== 'client_credentials') {
    return { error: 'unsupported_grant_type', description: 'the local OAuth server runs client_credentials only' };
  }
  if (resource !== undefined) return invalid('the local OAuth server has no resource binding: leave resource out');
  return undefined;
}

function tokenRequest(form: TokenForm, value: (name: string) => string | undefined): TokenRequest {
  const clientId = value('client_id');
  const clientSecret = value('client_secret');
  return {
    ...(form.authorization === undefined ? {} : { authorization: form.authorization }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    scopes: [...new Set((value('scope') ?? '').split(' ').filter((scope) => scope !== ''))],
  };
}

const mediaType = (contentType = '') => contentType.split(';', 1)[0]?.trim().toLowerCase();

const invalid = (description: string): OAuthError => ({ error: 'invalid_request', description });
