import { InvalidArgumentError } from 'commander';

/** `name=value`. */
export type NameValue = readonly [name: string, value: string];

/** Reads `name=value`; the value may contain `=`. @param form what is allowed, for the message */
export function parseNameValue(text: string, form = 'NAME=VALUE'): NameValue {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new InvalidArgumentError(`Allowed: ${form}.`);
}
