import type { RequestTrace } from '@scopegate/local';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from '../host/host.ts';
import { askAdmin } from '../run/ask-admin.ts';
import { findRun } from '../run/find-run.ts';
import { requestLine, requestLines, traceJsonLine } from '../run/log-lines.ts';
import type { RunState } from '../run/run-state.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { invocation } from '../shell/invocation.ts';
import { examples, portOption } from '../shell/port-option.ts';
import { readEvents } from './read-events.ts';

interface TraceOptions {
  readonly id?: string;
  readonly last: number;
  readonly follow?: true;
  readonly json?: true;
  readonly port?: number;
}

type Print = (trace: RequestTrace) => void;

/** `scopegate trace` */
export function addTrace(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`trace${rest}`, host);
  program
    .command('trace')
    .summary('show what became of the last requests')
    .description(
      'Shows the last requests of the running platform, a line each: route, authorizer, integration, status.',
    )
    .option('--last <number>', 'how many, 1 to 1000', parseLast, 20)
    .addOption(
      new Option(
        '--id <apigw-requestid>',
        'the one request of this id, with input and output of its authorizer',
      ).conflicts('follow'),
    )
    .option('--follow', 'go on with each request as it comes, until interrupted')
    .option('--json', 'one JSON object per line, with all that is known')
    .addOption(portOption())
    .addHelpText('after', examples(typed(''), typed(' --follow'), typed(' --last 1 --json')))
    .action(async (options: TraceOptions) => {
      const { run } = await findRun(host, options.port);
      const toText = options.json ? traceJsonLine : options.id === undefined ? requestLine : requestLines;
      const print: Print = (trace) => host.stdout.write(toText(trace));
      await (options.follow ? follow : list)(run, { options, host, print });
      finish(exitCodes.ok);
    });
}

interface Showing {
  readonly options: TraceOptions;
  readonly host: Host;
  readonly print: Print;
}

async function list(run: RunState, { options: { id, last }, host, print }: Showing): Promise<void> {
  const query = new URLSearchParams({ last: String(last), ...(id === undefined ? {} : { id }) });
  const response = await askAdmin(run, { path: `/traces?${query}`, fetch: host.fetch });
  const { traces } = (await response.json()) as { readonly traces: readonly RequestTrace[] };
  for (const trace of traces) print(trace);
}

/** Until it is interrupted, or the platform ends. */
async function follow(run: RunState, { options: { last }, host, print }: Showing): Promise<void> {
  const abort = new AbortController();
  const unregister = host.onSignal(() => abort.abort());
  try {
    const path = `/traces/stream?last=${last}`;
    const { body } = await askAdmin(run, { path, fetch: host.fetch, signal: abort.signal });
    if (body === null) return;
    for await (const data of readEvents(body)) print(JSON.parse(data) as RequestTrace);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
  } finally {
    unregister();
  }
}

function parseLast(text: string): number {
  const last = Number(text);
  if (/^\d{1,4}$/.test(text) && last >= 1 && last <= 1000) return last;
  throw new InvalidArgumentError('Allowed: a whole number from 1 to 1000.');
}
