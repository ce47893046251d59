import { resolve } from 'node:path';
import { CliError } from '../shell/cli-error.ts';
import type { NameValue } from './name-value.ts';

/**
 * The values of an option that is given once per name.
 *
 * @throws {CliError} for a name that is given twice: none of its values may be lost. The message has no value
 */
export function valuesByName(flag: string, pairs: readonly NameValue[]): Readonly<Record<string, string>> {
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return Object.fromEntries(pairs);
  throw new CliError({
    what: 'An option has two values for one name',
    given: `${flag} ${twice}=... twice`,
    allowed: 'one value per name',
    remedy: 'Leave one out',
  });
}

/** As {@link valuesByName}, for paths. @param directory they are relative to it */
export const pathsByName = (flag: string, pairs: readonly NameValue[], directory: string) =>
  Object.fromEntries(Object.entries(valuesByName(flag, pairs)).map(([name, path]) => [name, resolve(directory, path)]));
