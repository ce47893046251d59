import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { findRun } from '../run/find-run.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import { type MintOptions, mintToken } from './mint-token.ts';

/** `scopegate mint` */
export function addMint(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`mint${rest}`, host);
  program
    .command('mint')
    .summary('print an access token of the running platform')
    .description('Prints an access token of the running platform on stdout, and nothing else.')
    .option('--client <name>', "the client that requests it (default: the project's default client, or the only one)")
    .option(
      '--scope <scopes>',
      'scopes, with or without their resource server, separated by spaces (default: all of the client)',
    )
    .addOption(portOption())
    .addHelpText(
      'after',
      helpExamples(typed(''), typed(' --client reader'), typed(' --scope "orders:read orders:write"')),
    )
    .action(async ({ port, ...options }: MintOptions & { readonly port?: number }) => {
      const { project, run } = await findRun(host, port);
      const token = await mintToken(project, run, { ...options, fetch: host.fetch });
      host.stdout.write(`${token}\n`);
      finish(exitCodes.ok);
    });
}
