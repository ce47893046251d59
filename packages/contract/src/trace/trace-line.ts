import { isRecord } from '../json-types.ts';

/**
 * A step of a decision as one JSON log line, so that a tool that collects an authorizer's logs can show how it came to
 * its answer. Any authorizer may write them; `scopegateTrace` is both the mark and the version of the schema.
 *
 * No credential, no claim value and no identity source may stand in a line.
 */
export interface TraceLine {
  readonly scopegateTrace: 1;
  readonly component: 'authorizer' | 'guard';
  /** The step's name: `credential`, `verify`, `decide`, ... */
  readonly step: string;
  readonly outcome: 'ok' | 'deny' | 'error';
  /** The reason code of a deny or an error. */
  readonly reason?: string | undefined;
  /** Milliseconds the step took. */
  readonly durationMs: number;
  /** What the step looked at, by name. */
  readonly detail?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** Members that are `undefined` are left out. */
export const formatTraceLine = (line: TraceLine): string => JSON.stringify(line);

/** A trace line, or `undefined` for every other text. */
export function parseTraceLine(text: string): TraceLine | undefined {
  if (!text.includes('"scopegateTrace"')) return undefined;
  const value = parseJson(text);
  return isTraceLine(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isTraceLine = (value: unknown): value is TraceLine =>
  isRecord(value) &&
  value['scopegateTrace'] === 1 &&
  (value['component'] === 'authorizer' || value['component'] === 'guard') &&
  typeof value['step'] === 'string' &&
  (value['outcome'] === 'ok' || value['outcome'] === 'deny' || value['outcome'] === 'error') &&
  typeof value['durationMs'] === 'number';
