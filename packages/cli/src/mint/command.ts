import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { findRun } from '../run/find-run.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { invocation } from '../shell/invocation.ts';
import { examples, portOption } from '../shell/port-option.ts';
import { type MintOptions, mintToken } from './mint-token.ts';

/** `scopegate mint` */
export function addMint(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`mint${rest}`, host);
  program
    .command('mint')
    .summary('print an access token of the running platform')
    .description('Prints an access token of the running platform on stdout, and nothing else.')
    .option('--client <name>', "who asks (default: the project's default client, or the only one)")
    .option(
      '--scope <scopes>',
      'scopes, with or without their resource server, spaces between (default: all the client has)',
    )
    .addOption(portOption())
    .addHelpText('after', examples(typed(''), typed(' --client reader'), typed(' --scope "orders:read orders:write"')))
    .action(async ({ port, ...options }: MintOptions & { readonly port?: number }) => {
      const { project, run } = await findRun(host, port);
      const token = await mintToken(project, run, { ...options, fetch: host.fetch });
      host.stdout.write(`${token}\n`);
      finish(exitCodes.ok);
    });
}
