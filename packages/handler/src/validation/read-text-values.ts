import { escapePointer, type TextKind, type TextValues } from '@scopegate/contract/schemas';
import type { ProblemFault } from '../errors/http-problem.ts';

export interface SentTexts {
  /** As API Gateway decoded them; those of a name that was sent several times are joined by commas. */
  readonly texts: Readonly<Record<string, string | undefined>>;
  /** The query as it was sent: only it tells how often a name was sent. @default '' */
  readonly rawQuery?: string;
  /** Where they stand in the request. */
  readonly pointer: '/params' | '/query';
}

export interface ReadValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly ProblemFault[];
}

/**
 * Reads parameters as the types that the contract declares for them. What is not exactly the text of one value is a fault:
 * `007`, `+5` and `1e3` are no integers, and 9007199254740993 must not become the number beside it.
 *
 * An array has each value that was sent, and no text is split at commas: the joined text cannot tell `a,b` from `a` and `b`.
 */
export function readTextValues({ texts, rawQuery = '', pointer }: SentTexts, declared: TextValues): ReadValues {
  if (Object.keys(declared).length === 0) return { values: texts, faults: noFaults };
  const sent = rawQuery === '' ? undefined : new URLSearchParams(rawQuery);
  const values: Record<string, unknown> = { ...texts };
  const faults: ProblemFault[] = [];
  const read = (text: string, kind: TextKind, place: string): unknown => {
    const value = readers[kind](text);
    if (value === undefined) faults.push({ pointer: place, detail: details[kind] });
    return value;
  };
  for (const [name, { kind, repeated }] of Object.entries(declared)) {
    const joined = texts[name];
    if (joined === undefined) continue;
    const place = `${pointer}/${escapePointer(name)}`;
    const each = sent?.getAll(name) ?? [];
    if (repeated) {
      const all = each.length === 0 ? [joined] : each;
      values[name] = all.map((text, index) => read(text, kind, `${place}/${index}`));
    } else if (each.length > 1) faults.push({ pointer: place, detail: 'must be sent once' });
    else values[name] = read(joined, kind, place);
  }
  return { values, faults };
}

const noFaults: readonly ProblemFault[] = [];

type Reader = (text: string) => unknown;

const integer = /^-?(0|[1-9]\d*)$/;
// RFC 8259 §6
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The value of a text; `undefined` for a text that is not exactly one. */
const readers: Readonly<Record<TextKind, Reader>> = {
  string: (text) => text,
  // Adding zero makes 0 of -0.
  integer: (text) => (integer.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) + 0 : undefined),
  number: (text) => (jsonNumber.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
};

const details: Readonly<Record<TextKind, string>> = {
  string: 'must be text',
  integer: 'must be an integer from -9007199254740991 to 9007199254740991, written as digits without a leading zero',
  number: 'must be a number, written as in JSON',
  boolean: 'must be true or false',
};
