import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';
import { isRecord } from '../shell/json.ts';
import type { RunState } from './run-state.ts';

export interface AdminRequest {
  /** With its query. */
  readonly path: string;
  /** Sent as JSON with POST. @default GET, without a body */
  readonly body?: unknown;
  readonly fetch: Host['fetch'];
  /** Ends the request when aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Sends a request to the running platform's admin endpoint.
 *
 * @throws {CliError} when it does not answer, or refuses; without the secret in the message
 */
export async function askAdmin({ admin }: Pick<RunState, 'admin'>, request: AdminRequest): Promise<Response> {
  const { path, body, fetch, signal } = request;
  const response = await fetch(admin.url + path, {
    headers: { 'x-scopegate-admin': admin.secret },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw adminRefused(path, `no answer (${messageOf(error)})`);
  });
  if (response.ok) return response;
  const answer: unknown = await response.json().catch(() => undefined);
  const message = isRecord(answer) ? answer['message'] : undefined;
  throw adminRefused(
    path,
    typeof message === 'string' ? `${response.status}: ${message}` : `status ${response.status}`,
  );
}

const adminRefused = (path: string, given: string): CliError =>
  new CliError({
    what: `The platform's admin endpoint did not serve ${path.split('?', 1)[0]}`,
    given,
    allowed: 'a platform that runs, started by this version',
    remedy: 'Start it again: scopegate start',
  });
