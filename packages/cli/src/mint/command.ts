import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { findRun } from '../run/find-run.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import { addMintOptions, type MintOptions } from './mint-options.ts';
import { mintToken } from './mint-token.ts';

/** `scopegate mint` */
export function addMint(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`mint${rest}`, host);
  const command = program
    .command('mint')
    .summary('print a token of the running platform')
    .description(
      'Prints an access token of the running platform on stdout, and nothing else: of a user pool, or of an issuer that it stands in for.',
    )
    .option('--client <name>', "the client that requests it (default: the project's default client, or the only one)")
    .option(
      '--scope <scopes>',
      'scopes, with or without their resource server, separated by spaces (default: all of the client)',
    )
    .addOption(portOption());
  addMintOptions(command)
    .addHelpText(
      'after',
      helpExamples(
        typed(''),
        typed(' --client reader'),
        typed(' --scope "orders:read orders:write"'),
        typed(' --issuer https://example.eu.auth0.com/ --user anna --group ops --expires-in 15m'),
      ),
    )
    .action(async ({ port, ...options }: MintOptions & { readonly port?: number }) => {
      const { project, run } = await findRun(host, port);
      const token = await mintToken(project, run, { ...options, fetch: host.fetch });
      host.stdout.write(`${token}\n`);
      finish(exitCodes.ok);
    });
}
