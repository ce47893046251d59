import { readFileSync } from 'node:fs';
import type { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';
import { parseJson } from '../shell/json.ts';

/** Makes the error of a file that an option names. @param fault what is wrong with the file */
export type RefuseFile = (fault: string) => CliError;

/** The JSON value of a file that an option names. */
export const readJsonFile = (file: string, refuse: RefuseFile): unknown =>
  jsonValue(readTextFile(file, refuse), refuse);

/** The text of a file that an option names. */
export function readTextFile(file: string, refuse: RefuseFile): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refuse(messageOf(error));
  }
}

/** The value of a JSON text. The error does not quote the text, which may hold secrets. */
export function jsonValue(text: string, refuse: RefuseFile): unknown {
  const value = parseJson(text);
  if (value === undefined) throw refuse('it is not JSON');
  return value;
}
