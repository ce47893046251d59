import { InvalidArgumentError, type Option } from 'commander';
import { keepsEveryValue } from '../shell/repeated.ts';

/** Has an option that takes one value refuse a second one, which would replace the first in silence. */
export function onlyOnce(option: Option): Option {
  const read = option.parseArg;
  if (option.isBoolean() || keepsEveryValue(read)) return option;
  let isGiven = false;
  return option.argParser((text: string, previous: unknown): unknown => {
    if (isGiven) throw new InvalidArgumentError('It is given twice, and takes one value.');
    isGiven = true;
    return read === undefined ? text : read(text, previous);
  });
}
