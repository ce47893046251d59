import { formatTraceLine, type TraceLine } from '@scopegate/contract/trace';
import type { Middleware, State } from '../state.ts';

/** Where lines go: one JSON text each. */
export type WriteLine = (line: string) => void;

export interface StepOptions {
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Set: each step leaves a trace line. */
  readonly trace: WriteLine | undefined;
}

/** A step of the decision as a middleware: skipped once the request is refused, traced when asked for. */
export const step = (
  name: string,
  run: (state: State) => void | Promise<void>,
  { elapsed, trace }: StepOptions,
): Middleware => ({
  before: ({ internal: { state } }) => {
    if (state.refused !== undefined) return;
    return trace === undefined ? run(state) : traced(name, run, { state, elapsed, trace });
  },
});

interface Traced {
  readonly state: State;
  readonly elapsed: () => number;
  readonly trace: WriteLine;
}

async function traced(name: string, run: (state: State) => void | Promise<void>, options: Traced): Promise<void> {
  const { state, elapsed, trace } = options;
  const start = elapsed();
  let outcome: TraceLine['outcome'] = 'error';
  try {
    await run(state);
    outcome = state.refused === undefined ? 'ok' : 'deny';
  } finally {
    trace(formatTraceLine(toLine(name, state, outcome, elapsed() - start)));
  }
}

const toLine = (
  step: string,
  { routeKey, issuer, verified, refused }: State,
  outcome: TraceLine['outcome'],
  durationMs: number,
): TraceLine => ({
  scopegateTrace: 1,
  component: 'authorizer',
  step,
  outcome,
  reason: refused,
  durationMs: Math.round(durationMs * 1_000) / 1_000,
  detail: { routeKey, issuer, scopesGranted: verified?.principal.scopes.join(' ') },
});
