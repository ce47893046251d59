import { CommanderError } from 'commander';
import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { paintFor } from '../shell/paint.ts';
import { withoutTokens } from '../shell/safe-text.ts';
import { createProgram, withoutArguments } from './create-program.ts';

/**
 * Runs one command line.
 *
 * @param args without the program's name
 * @returns the exit code; never throws
 */
export async function runCommandLine(args: readonly string[], host: Host): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = createProgram(host, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its message, or the help.
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0 && args.includes('--json')) host.stdout.write(failureJson(error.message));
      return error.exitCode;
    }
    host.stderr.write(`${paintFor(host.stderr)('red', 'error:')} ${withoutTokens(errorText(error))}\n`);
    return error instanceof CliError ? error.exitCode : exitCodes.failed;
  }
}

/** As `start --json` tells that it failed. */
const failureJson = (message: string): string =>
  `${JSON.stringify({ version: 1, status: 'failed', message: withoutArguments(message.replace(/^error: /, '')) })}\n`;

// An error that the user can correct is shown without its stack trace. Any other error is a defect of ours.
function errorText(error: unknown): string {
  if (error instanceof CliError) return error.message;
  const stack = error instanceof Error ? error.stack : undefined;
  return `this is a defect of scopegate, please report it: ${stack ?? messageOf(error)}`;
}
