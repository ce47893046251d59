import { toMilliseconds } from '@scopegate/contract/audit';
import { formatTraceLine, type TraceLine } from '@scopegate/contract/trace';
import type { State } from '../state.ts';
import type { WriteLine } from '../write-line.ts';
import type { Run } from './step.ts';

export interface TracedOptions {
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Gets one line for each run. */
  readonly write: WriteLine;
}

/** A step that writes a trace line. In a file apart, which the prebuilt file loads only when asked to trace. */
export const traced =
  (name: string, run: Run, { elapsed, write }: TracedOptions): Run =>
  async (state) => {
    const start = elapsed();
    let outcome: TraceLine['outcome'] = 'error';
    try {
      await run(state);
      outcome = state.refused === undefined ? 'ok' : 'deny';
    } finally {
      write(formatTraceLine(toLine(state, { step: name, outcome, durationMs: toMilliseconds(elapsed() - start) })));
    }
  };

const toLine = (
  { routeKey, issuer, verified, refused }: State,
  ran: Pick<TraceLine, 'step' | 'outcome' | 'durationMs'>,
): TraceLine => ({
  scopegateTrace: 1,
  component: 'authorizer',
  ...ran,
  reason: refused,
  detail: {
    routeKey,
    issuer: verified?.principal.issuer ?? issuer,
    scopesGranted: verified?.principal.scopes.join(' '),
  },
});
