import { Command } from 'commander';
import { addCall } from './commands/add-call.ts';
import { addClock } from './commands/add-clock.ts';
import { addDeploy } from './commands/add-deploy.ts';
import { addExplain } from './commands/add-explain.ts';
import { addMatrix } from './commands/add-matrix.ts';
import { addMint } from './commands/add-mint.ts';
import { addRevoke } from './commands/add-revoke.ts';
import { addStart } from './commands/add-start.ts';
import { addTrace } from './commands/add-trace.ts';
import type { Finish } from './commands/finish.ts';
import type { Host } from './host.ts';
import { withoutTokens } from './safe-text.ts';

/**
 * The command line: every command, its options and its help. Parsing throws commander's `CommanderError` instead of
 * ending the process.
 */
export function createProgram(host: Host, finish: Finish): Command {
  const program = new Command('scopegate')
    .description('The authorization layer for AWS HTTP APIs: run, measure and deploy an API from its contract.')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      // It quotes what was given: `--tokn=<a token>`.
      outputError: (text, write) => write(withoutTokens(text).replace(/'(--?[\w-]+)=[^']*'/g, "'$1=...'")),
      getOutHasColors: () => host.stdout.color,
      getErrHasColors: () => host.stderr.color,
    });
  for (const add of [addStart, addMint, addCall, addExplain, addMatrix, addRevoke, addDeploy, addClock, addTrace])
    add(program, host, finish);
  return program;
}
