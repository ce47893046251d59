import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { addMintOptions } from '../mint/mint-options.ts';
import { findRun } from '../run/find-run.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import { repeated } from '../shell/repeated.ts';
import { type CallCommandOptions, call } from './call.ts';

interface CallCommandArguments extends Omit<CallCommandOptions, 'method' | 'path'> {
  readonly port?: number;
}

/** `scopegate call` */
export function addCall(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`call${rest}`, host);
  const command = program
    .command('call')
    .summary('send a request to the running platform')
    .description(
      'Sends a request to the running platform and prints status, headers and body. ' +
        'Without a credential option it is sent without a credential.',
    )
    .argument('<method>', 'GET, POST, ...')
    .argument('<path>', 'with its query: /orders?limit=5')
    .option('--client <name>', 'with a token of this client')
    .option('--scope <scopes>', "with a token of these scopes (default client: the project's)")
    .option('--token <token>', 'with this token; -: read it from stdin')
    .option('--sign [name]', "signed (SigV4) for AWS_IAM routes: with the platform's key, or a caller's of --identity")
    .option('--api <id>', 'to this API of several, by logical ID (default: the first)')
    .option('-d, --data <json>', 'the body; @FILE: the content of a file')
    .option('--header <header>', "'name: value'; may be repeated", repeated(String))
    .addOption(portOption())
    .option('--fail', 'exit 1 when the status is 400 or above');
  addMintOptions(command)
    .addHelpText(
      'after',
      helpExamples(
        typed(' GET /health'),
        typed(' GET /orders --client reader'),
        typed(
          ` POST /orders --scope orders:write --data '{"customer":"c1","lines":[{"sku":"a","quantity":1,"unitPrice":5}]}'`,
        ),
        typed(' POST /maintenance/purge --sign'),
      ),
    )
    .action(async (method: string, path: string, { port, ...options }: CallCommandArguments) =>
      finish(await call(await findRun(host, port), host, { ...options, method, path })),
    );
}
