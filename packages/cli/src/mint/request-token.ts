import { noAnswer } from '../run/no-answer.ts';
import type { RunClient } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { isRecord, isText } from '../shell/json.ts';

export interface TokenRequest {
  readonly client: RunClient;
  /** As the token endpoint names them. `undefined`: all of the client. */
  readonly scopes: readonly string[] | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * An access token by the client credentials grant. The token is not verified.
 *
 * @throws {CliError} when the endpoint refuses or does not answer; without any credential in the message
 * @see RFC 6749 §4.4, §2.3.1 (Basic)
 */
export async function requestToken({ client, scopes, fetch }: TokenRequest): Promise<string> {
  const { clientId, clientSecret, tokenEndpoint } = client;
  if (clientSecret === undefined) throw noSecret(client);
  if (tokenEndpoint === undefined) throw noTokenEndpoint(client);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes !== undefined) form.set('scope', scopes.join(' '));
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers,
    body: form.toString(),
    redirect: 'error',
  }).catch((error: unknown) => {
    throw noAnswer('token endpoint', tokenEndpoint, error);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const token = textMember(answer, 'access_token');
  if (response.status === 200 && token !== undefined) return token;
  throw tokenRefused({ name: client.name, tokenEndpoint }, response.status, answer);
}

function textMember(answer: unknown, name: string): string | undefined {
  const value = isRecord(answer) ? answer[name] : undefined;
  return isText(value) ? value : undefined;
}

const noSecret = ({ name }: RunClient): CliError =>
  new CliError({
    what: 'The client has no secret, so it cannot request a token',
    given: `client "${name}"`,
    allowed: 'a client with a secret and the client credentials grant',
    remedy: 'Name another --client, or give the client a secret in the stack',
  });

const noTokenEndpoint = ({ name }: RunClient): CliError =>
  new CliError({
    what: "The client's user pool has no domain, so it has no token endpoint",
    given: `client "${name}"`,
    allowed: 'a client of a user pool with an AWS::Cognito::UserPoolDomain',
    remedy: 'Give the user pool a domain in the stack',
  });

const tokenRefused = (
  { name, tokenEndpoint }: Required<Pick<RunClient, 'name' | 'tokenEndpoint'>>,
  status: number,
  answer: unknown,
): CliError => {
  const code = textMember(answer, 'error');
  const description = textMember(answer, 'error_description');
  return new CliError({
    what: 'The token endpoint refused the request',
    given: `client "${name}" at ${tokenEndpoint}: ${[`status ${status}`, code, description].filter(Boolean).join(', ')}`,
    allowed: 'a client and scopes that the user pool knows',
    remedy: 'Compare the clients in scopegate.config.ts with the stack',
  });
};
