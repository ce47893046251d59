import { CommanderError } from 'commander';
import type { Host } from '../host/host.ts';
import { CliError, messageOf } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { paintFor } from '../shell/paint.ts';
import { withoutTokens } from '../shell/safe-text.ts';
import { createProgram } from './create-program.ts';

/**
 * Runs one command line.
 *
 * @param args without the program's name
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], host: Host): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = createProgram(host, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Its message, or the help, has been printed.
    if (error instanceof CommanderError) return error.exitCode;
    host.stderr.write(`${paintFor(host.stderr)('red', 'error:')} ${withoutTokens(textOf(error))}\n`);
    return error instanceof CliError ? error.exitCode : exitCodes.failed;
  }
}

// A user's mistake is told in its own words; anything else is ours, and its trace helps.
function textOf(error: unknown): string {
  if (error instanceof CliError) return error.message;
  const stack = error instanceof Error ? error.stack : undefined;
  return `this is a defect of scopegate, please report it: ${stack ?? messageOf(error)}`;
}
