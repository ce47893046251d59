/**
 * A step of a decision as one JSON log line, so that whoever collects the logs of an authorizer can show how it came to
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
  const value = parsed(text);
  return isTraceLine(value) ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isTraceLine = (value: unknown): value is TraceLine => {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Partial<Record<keyof TraceLine, unknown>>;
  return (
    line.scopegateTrace === 1 &&
    (line.component === 'authorizer' || line.component === 'guard') &&
    typeof line.step === 'string' &&
    (line.outcome === 'ok' || line.outcome === 'deny' || line.outcome === 'error') &&
    typeof line.durationMs === 'number'
  );
};
