import { type Command, Option } from 'commander';
import type { Host } from '../host/host.ts';
import { findRun } from '../run/find-run.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import { type RevokeOptions, revoke } from './revoke.ts';

/** `scopegate revoke` */
export function addRevoke(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`revoke${rest}`, host);
  program
    .command('revoke')
    .summary('revoke tokens of the running platform')
    .description(
      'Writes an entry to the revocation table of the running platform: for one token, for all tokens of a subject issued ' +
        'until now, or for a client with its present and future tokens. Guards apply it within seconds. The table is the ' +
        'one that the handlers are told in REVOCATION_TABLE_NAME.',
    )
    .option('--jti <id>', 'the token of this id')
    .option('--subject <sub>', 'the tokens of this subject, issued until now')
    .option('--client <name>', 'a client, by name or id')
    .option('--issuer <iss>', "the issuer of the tokens (default: the platform's user pool)")
    .option('--undo', 'undo the revocation of this token, subject or client')
    .addOption(new Option('--list', 'show what is revoked').conflicts(['jti', 'subject', 'client', 'issuer', 'undo']))
    .option('--table <logical id>', 'the table, where handlers are told its name in another variable')
    .addOption(portOption())
    .addHelpText(
      'after',
      helpExamples(
        typed(' --client reader'),
        typed(' --subject user-1'),
        typed(' --jti 7d1f…'),
        typed(' --list'),
        typed(' --undo --client reader'),
      ),
    )
    .action(async ({ port, ...options }: RevokeOptions & { readonly port?: number }) => {
      const { run } = await findRun(host, port);
      finish(await revoke(run, host, options));
    });
}
