import { type Command, CommanderError, Option } from 'commander';
import type { Host } from '../host/host.ts';
import { loadProject } from '../project/load-project.ts';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import type { ExplainCommandOptions } from './explain-request.ts';

/** `scopegate explain`. Exit code 1 means deny here, so every failure ends with 2. */
export function addExplain(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`explain${rest}`, host);
  program
    .command('explain')
    .summary('why a request is let in or not')
    .description(
      "Runs the running authorizer's steps for a request in this process, then the guard's look for a revocation, and " +
        'prints what each finds. Nothing is sent to the API. Exit 0: allow; 1: deny; 2: it cannot be told. Without a credential option the request has none.',
    )
    .argument('<method>', 'GET, POST, ...')
    .argument('<path>', '/orders/42')
    .option('--client <name>', 'with a token of this client')
    .option('--scope <scopes>', "with a token of these scopes (default client: the project's)")
    .addOption(new Option('--token <token>', 'with this token; -: read it from stdin').conflicts(['client', 'scope']))
    .option('--at <time>', "as of 2026-01-31T12:00:00Z, or +90s, +15m, +2h, -1d from the platform's time")
    .addOption(portOption())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      helpExamples(
        typed(' GET /orders/42 --client reader'),
        typed(' POST /orders --scope orders:read'),
        typed(' GET /orders --client reader --at +2h'),
        `${typed(' GET /orders --token - --json')} < token.txt`,
      ),
    )
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new CommanderError(exitCodes.unexplained, error.code, error.message);
    })
    .action(async (method: string, path: string, options: Omit<ExplainCommandOptions, 'method' | 'path'>) => {
      // Imported only here: no other command needs the authorizer.
      const { explainRequest } = await import('./explain-request.ts');
      const explaining = async (): Promise<number> =>
        await explainRequest(await loadProject(host), host, { ...options, method, path });
      finish(await explaining().catch(asUnexplained));
    });
}

function asUnexplained(error: unknown): never {
  throw error instanceof CliError ? error.endingWith(exitCodes.unexplained) : error;
}
