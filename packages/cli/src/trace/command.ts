import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from '../host/host.ts';
import { findRun } from '../run/find-run.ts';
import { requestLine, traceJsonLine } from '../run/log-lines.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import { requestDetails } from './request-details.ts';
import { followTraces, type ShowTrace, showLastTraces, type TraceQuery } from './show-traces.ts';

interface TraceOptions extends TraceQuery {
  readonly follow?: true;
  readonly json?: true;
  readonly port?: number;
}

/** `scopegate trace` */
export function addTrace(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`trace${rest}`, host);
  program
    .command('trace')
    .summary('show the last requests')
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
    .option('--follow', 'then show each request as it comes, until interrupted')
    .option('--json', 'one JSON object per line, with every detail')
    .addOption(portOption())
    .addHelpText('after', helpExamples(typed(''), typed(' --follow'), typed(' --last 1 --json')))
    .action(async (options: TraceOptions) => {
      const { run } = await findRun(host, options.port);
      const toText = options.json ? traceJsonLine : options.id === undefined ? requestLine : requestDetails;
      const show: ShowTrace = (trace) => host.stdout.write(toText(trace));
      await (options.follow ? followTraces : showLastTraces)(run, host, { query: options, show });
      finish(exitCodes.ok);
    });
}

function parseLast(text: string): number {
  const last = Number(text);
  if (/^\d{1,4}$/.test(text) && last >= 1 && last <= 1000) return last;
  throw new InvalidArgumentError('Allowed: a whole number from 1 to 1000.');
}
