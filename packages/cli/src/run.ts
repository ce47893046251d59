import { CommanderError } from 'commander';
import { CliError, messageOf } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { Host } from './host.ts';
import { paintFor } from './paint.ts';
import { createProgram } from './program.ts';
import { withoutTokens } from './safe-text.ts';

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
