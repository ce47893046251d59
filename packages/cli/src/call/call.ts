import type { Host } from '../host/host.ts';
import { mintToken } from '../mint/mint-token.ts';
import type { FoundRun } from '../run/find-run.ts';
import { noAnswer } from '../run/no-answer.ts';
import { platformTime } from '../run/platform-time.ts';
import type { RunState } from '../run/run-state.ts';
import { signRequest } from '../run/sign-request.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { type Answer, answerText } from './answer-text.ts';
import { bodyOf } from './body-option.ts';
import { type CallOptions, type CallRequest, callRequest } from './call-request.ts';
import { checkedToken } from './checked-token.ts';
import { chooseApi } from './choose-api.ts';
import { type CredentialKind, type CredentialOptions, chooseCredential } from './choose-credential.ts';
import { chooseKey } from './choose-key.ts';

export interface CallCommandOptions extends CallOptions, Omit<CredentialOptions, 'inHeader'> {
  /** By logical ID, or `<stack>/<logical ID>`. @default the first */
  readonly api?: string | undefined;
  /** Whether a status of 400 and above is a failure. */
  readonly fail?: boolean | undefined;
}

/** What the credential of a call depends on. */
interface CallContext {
  readonly project: FoundRun['project'];
  readonly host: Host;
  readonly run: RunState;
  readonly url: URL;
  readonly options: CallCommandOptions;
}

/**
 * Sends one request to the running platform and prints the answer on stdout.
 *
 * @returns the exit code: 0 when there is an answer; with `fail`, 1 for a status of 400 and above
 * @throws {CliError} when it cannot be sent, or when there is no answer
 */
export async function call({ run, project }: FoundRun, host: Host, options: CallCommandOptions): Promise<number> {
  const request = callRequest({ ...options, data: bodyOf(options.data, host.cwd) });
  const kind = chooseCredential({ ...options, inHeader: request.headers.has('authorization') });
  const url = new URL(`${chooseApi(run, options.api)}${request.path}`);
  const headers = await authorizedHeaders(kind, request, { project, host, run, url, options });
  const answer = await sendCall({ ...request, headers }, url, host);
  host.stdout.write(answerText(answer, headers.get('authorization')?.replace(/^Bearer /i, '')));
  return options.fail === true && answer.status >= 400 ? exitCodes.failed : exitCodes.ok;
}

async function authorizedHeaders(kind: CredentialKind, request: CallRequest, context: CallContext): Promise<Headers> {
  const { run, host, url } = context;
  if (kind === 'sign') {
    const { sign } = context.options;
    const key = chooseKey(run, typeof sign === 'string' ? sign : undefined);
    return await signRequest(request, url, { ...key, now: await platformTime(run, host) });
  }
  const token = await tokenOf(kind, context);
  const headers = new Headers(request.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  return headers;
}

async function tokenOf(
  kind: CredentialKind,
  { project, host, run, options }: CallContext,
): Promise<string | undefined> {
  if (kind === 'stdin') return checkedToken(await host.readStdin());
  if (kind === 'token') return checkedToken(options.token ?? '');
  if (kind !== 'mint') return undefined;
  return await mintToken(project, run, { ...options, fetch: host.fetch });
}

async function sendCall(
  { method, headers, body }: CallRequest,
  url: URL,
  { fetch }: Pick<Host, 'fetch'>,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const { status, statusText } = response;
    return { status, statusText, headers: response.headers, body: await response.text() };
  } catch (error) {
    throw noAnswer('API', url.origin, error);
  }
}
