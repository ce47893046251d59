import { InvalidArgumentError } from 'commander';
import type { Pair } from './start-options.ts';

/** Reads `name=value`; the value may hold `=`. */
export function parsePair(text: string, form = 'NAME=VALUE'): Pair {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new InvalidArgumentError(`Allowed: ${form}.`);
}

/** Reads a repeatable option. @param read one value */
export const repeated =
  <Value>(read: (text: string) => Value) =>
  (text: string, earlier: readonly Value[] = []): readonly Value[] => [...earlier, read(text)];

/** Reads an exact host name: no scheme, no port, no pattern. */
export function parseHost(text: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('Allowed: an exact host name such as api.example.com, without scheme, port or *.');
}

/** Reads a whole number from 1 on. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Allowed: a whole number from 1 to 999999.');
}
