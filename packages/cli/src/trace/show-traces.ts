import type { RequestTrace } from '@scopegate/local';
import type { Host } from '../host/host.ts';
import { askAdmin } from '../run/ask-admin.ts';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { readEvents } from './read-events.ts';

export interface TraceQuery {
  /** How many of the last requests. */
  readonly last: number;
  /** The one request of this id. */
  readonly id?: string | undefined;
}

export type ShowTrace = (trace: RequestTrace) => void;

/** Shows the last requests of the running platform. */
export async function showLastTraces(
  run: RunState,
  { fetch }: Pick<Host, 'fetch'>,
  { query: { last, id }, show }: { readonly query: TraceQuery; readonly show: ShowTrace },
): Promise<void> {
  const parameters = new URLSearchParams({ last: String(last), ...(id === undefined ? {} : { id }) });
  const response = await askAdmin(run, { path: `/traces?${parameters}`, fetch });
  const { traces } = (await response.json()) as { readonly traces: readonly RequestTrace[] };
  if (id !== undefined && traces.length === 0) throw unknownRequest(id);
  for (const trace of traces) show(trace);
}

const unknownRequest = (id: string): CliError =>
  new CliError({
    what: 'The platform knows no such request',
    given: `--id ${id}`,
    allowed: 'the apigw-requestid of one of its last 300 requests',
    remedy: 'List them with `scopegate trace`, or send the request again',
  });

/** Shows the last requests, then each request as it comes, until a signal or until the platform ends. */
export async function followTraces(
  run: RunState,
  { fetch, onSignal }: Pick<Host, 'fetch' | 'onSignal'>,
  { query: { last }, show }: { readonly query: TraceQuery; readonly show: ShowTrace },
): Promise<void> {
  const abort = new AbortController();
  const unregister = onSignal(() => abort.abort());
  try {
    const { body } = await askAdmin(run, { path: `/traces/stream?last=${last}`, fetch, signal: abort.signal });
    if (body === null) return;
    for await (const data of readEvents(body)) show(JSON.parse(data) as RequestTrace);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
  } finally {
    unregister();
  }
}
