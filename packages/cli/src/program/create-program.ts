import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addCall } from '../call/command.ts';
import { addClock } from '../clock/command.ts';
import { addDeploy } from '../deploy/command.ts';
import { addExplain } from '../explain/command.ts';
import type { Host } from '../host/host.ts';
import { addMatrix } from '../matrix/command.ts';
import { addMint } from '../mint/command.ts';
import { addRevoke } from '../revoke/command.ts';
import type { Finish } from '../shell/finish.ts';
import { withoutTokens } from '../shell/safe-text.ts';
import { addStart } from '../start/command.ts';
import { addTrace } from '../trace/command.ts';

const commands = [addStart, addMint, addCall, addExplain, addMatrix, addRevoke, addDeploy, addClock, addTrace];

/** Commander's message without the value of an argument that it quotes, which may be a token: `--tokn=<token>`. */
export const withoutArguments = (message: string): string =>
  withoutTokens(message).replace(/'(--?[\w-]+)=[^']*'/g, "'$1=...'");

const version = (): string =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')).version;

/**
 * The command line: every command, its options and its help. Parsing throws commander's `CommanderError` instead of
 * ending the process.
 */
export function createProgram(host: Host, finish: Finish): Command {
  const program = new Command('scopegate')
    .description('The authorization layer for AWS HTTP APIs: run, measure and deploy an API from its contract.')
    .version(version(), '-V, --version', 'show the version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      outputError: (text, write) => write(withoutArguments(text)),
      getOutHasColors: () => host.stdout.color,
      getErrHasColors: () => host.stderr.color,
    });
  for (const addCommand of commands) addCommand(program, host, finish);
  return program;
}
