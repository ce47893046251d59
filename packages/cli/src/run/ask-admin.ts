import type { Host } from '../host/host.ts';
import { CliError, messageOf } from '../shell/cli-error.ts';
import type { RunState } from './run-state.ts';

export interface AdminRequest {
  /** With its query. */
  readonly path: string;
  /** Sent as JSON with POST. @default GET, without a body */
  readonly body?: unknown;
  readonly fetch: Host['fetch'];
  /** Ends the call. */
  readonly signal?: AbortSignal;
}

/**
 * A call of the running platform's admin endpoint.
 *
 * @throws {CliError} when it does not answer, or refuses; without the secret
 */
export async function askAdmin({ admin }: Pick<RunState, 'admin'>, request: AdminRequest): Promise<Response> {
  const { path, body, fetch, signal } = request;
  const response = await fetch(admin.url + path, {
    headers: { 'x-scopegate-admin': admin.secret },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw refused(path, `no answer (${messageOf(error)})`);
  });
  if (response.ok) return response;
  const { message } = (await response.json().catch(() => ({}))) as { readonly message?: unknown };
  throw refused(path, typeof message === 'string' ? `${response.status}: ${message}` : `status ${response.status}`);
}

const refused = (path: string, given: string): CliError =>
  new CliError({
    what: `The platform's admin endpoint did not serve ${path.split('?', 1)[0]}`,
    given,
    allowed: 'a platform that runs, started by this version',
    remedy: 'Start it again: scopegate start',
  });
