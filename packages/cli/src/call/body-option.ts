import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';

/**
 * The body that `--data` gives: as it is, or with `@` in front the text of a file, relative to the working directory.
 *
 * @throws {CliError} for a file that cannot be read
 */
export function bodyOf(data: string | undefined, cwd: string): string | undefined {
  if (data?.startsWith('@') !== true) return data;
  const file = resolve(cwd, data.slice(1));
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError({
      what: `The file of the body cannot be read: ${messageOf(error)}`,
      given: `--data ${data}`,
      allowed: 'a JSON text, or @ and the path of a file that holds one',
      remedy: 'Correct the path',
    });
  }
}
