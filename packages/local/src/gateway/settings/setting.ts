/** One setting: its default and its allowed values. */
export interface Setting<T> {
  /** The default: the likeliest behaviour. */
  readonly initial: T;
  /** The allowed values in words, for messages and documents. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => value is T;
}

/** A choice; the first is the default. */
export function oneOf<const T extends string | number | boolean>(initial: T, ...others: readonly T[]): Setting<T> {
  const all: readonly unknown[] = [initial, ...others];
  return {
    initial,
    allowed: all.map((value) => JSON.stringify(value)).join(', '),
    accepts: (value): value is T => all.includes(value),
  };
}

/** Yes or no. */
export const flag = (initial: boolean): Setting<boolean> => oneOf<boolean>(initial, !initial);

/** A number, whole or not, from `min` on. */
export function amount(
  initial: number,
  { min = 0, of }: { readonly min?: number; readonly of: string },
): Setting<number> {
  return {
    initial,
    allowed: `${of}, ${min} or more`,
    accepts: (value): value is number => typeof value === 'number' && value >= min,
  };
}

/** A text that fits into a header or a JSON body. */
export function text(initial: string): Setting<string> {
  return { initial, allowed: 'a text without control characters', accepts: isText };
}

/** Texts by name, all of them. */
export function texts<K extends string>(initial: Readonly<Record<K, string>>): Setting<Readonly<Record<K, string>>> {
  const names = Object.keys(initial);
  return {
    initial,
    allowed: `a text for each of ${names.join(', ')}`,
    accepts: (value): value is Readonly<Record<K, string>> =>
      typeof value === 'object' && value !== null && names.every((name) => isText(Reflect.get(value, name))),
  };
}

/** At least one of a list. */
export function someOf(all: readonly string[], initial: readonly string[]): Setting<readonly string[]> {
  return {
    initial,
    allowed: `some of ${all.join(', ')}`,
    accepts: (value): value is readonly string[] =>
      Array.isArray(value) && value.length > 0 && value.every((member) => all.includes(member)),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const isText = (value: unknown): value is string => typeof value === 'string' && !/[\x00-\x1f\x7f]/.test(value);
