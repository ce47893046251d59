import { type Command, InvalidArgumentError } from 'commander';
import type { Host } from '../host/host.ts';
import { askAdmin } from '../run/ask-admin.ts';
import { findRun } from '../run/find-run.ts';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { parseDuration } from '../shell/parse-duration.ts';
import { portOption } from '../shell/port-option.ts';

interface ClockOptions {
  readonly back?: number;
  readonly port?: number;
}

/** `scopegate clock` */
export function addClock(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`clock${rest}`, host);
  program
    .command('clock')
    .summary('read or move the time of the running platform')
    .description('Prints the time of the running platform. With a duration it moves the time first.')
    .argument('[forward]', 'how far to move it forward: 5m, +90s, 1h30m', parseClockDuration)
    .option('--back <duration>', 'how far to move it back', parseClockDuration)
    .addOption(portOption())
    .addHelpText('after', helpExamples(typed(''), typed(' +5m'), typed(' --back 1h')))
    .action(async (forward: number | undefined, { back, port }: ClockOptions) => {
      if (forward !== undefined && back !== undefined) throw bothDirections();
      const { run } = await findRun(host, port);
      const move = forward ?? (back === undefined ? undefined : -back);
      const body = move === undefined ? {} : { body: { advanceMilliseconds: move } };
      const response = await askAdmin(run, { path: '/clock', fetch: host.fetch, ...body });
      const { now } = (await response.json()) as { readonly now: string };
      host.stdout.write(`${now}\n`);
      finish(exitCodes.ok);
    });
}

function parseClockDuration(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  throw new InvalidArgumentError('Allowed: whole numbers with ms, s, m, h or d, as in 5m or 1h30m.');
}

const bothDirections = (): CliError =>
  new CliError({
    what: 'The clock moves in one direction at a time',
    given: 'a duration and --back',
    allowed: 'one of them',
    remedy: 'Leave one out',
  });
