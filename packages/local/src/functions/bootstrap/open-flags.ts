import { constants } from 'node:fs';

/**
 * What opening a file with the flags of a call may do to it.
 *
 * @param otherwise flags when the call names none
 * @param values of the call: `(path, flags, ...)`, or `flag` or `flags` in the options
 */
export function opensFor(otherwise: 'r' | 'w' | 'a', values: readonly unknown[]): 'read' | 'create' | 'change' {
  const flags = readFlags(otherwise, values);
  if (typeof flags === 'number') {
    if (flags & constants.O_CREAT) return 'create';
    return flags & (constants.O_WRONLY | constants.O_RDWR | constants.O_TRUNC) ? 'change' : 'read';
  }
  if (/[wa]/.test(flags)) return 'create';
  return flags.includes('+') ? 'change' : 'read';
}

function readFlags(otherwise: 'r' | 'w' | 'a', values: readonly unknown[]): string | number {
  const isOpen = otherwise === 'r' && (typeof values[1] === 'number' || isFlagText(values[1]));
  const given: unknown = isOpen ? values[1] : optionOf(values.slice(1).find(isOptions));
  return typeof given === 'number' || typeof given === 'string' ? given : otherwise;
}

/** Not an encoding. */
const isFlagText = (value: unknown): boolean => typeof value === 'string' && /^[rwasx]{1,2}\+?$/.test(value);

const isOptions = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && ('flag' in value || 'flags' in value);

const optionOf = (options: object | undefined): unknown =>
  options && (Reflect.get(options, 'flag') ?? Reflect.get(options, 'flags'));
