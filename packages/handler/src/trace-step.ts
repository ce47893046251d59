import { formatTraceLine, type TraceLine } from '@scopegate/contract/trace';
import { HttpProblem } from './errors/http-problem.ts';

/** Runs a step of the guard and gives its result or its error; leaves a trace line when lines are asked for. */
export type TraceStep = <Result>(step: string, run: () => Result | Promise<Result>) => Promise<Result>;

export interface TraceOptions {
  /** Gets one JSON text per step; `undefined`: nothing is traced. */
  readonly write: ((line: string) => void) | undefined;
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsed: () => number;
  readonly routeKey: string;
}

/** Runs the step, and that is all. */
export const untraced: TraceStep = async (_step, run) => run();

/** Traces what the guard does: a challenge is a deny, every other error is a fault on our side. */
export function createTraceStep({ write, elapsed, routeKey }: TraceOptions): TraceStep {
  return async (step, run) => {
    const start = elapsed();
    const line = (told: Pick<TraceLine, 'outcome' | 'reason'>): void =>
      write?.(
        formatTraceLine({
          scopegateTrace: 1,
          component: 'guard',
          step,
          ...told,
          durationMs: Math.round((elapsed() - start) * 1_000) / 1_000,
          detail: { routeKey },
        }),
      );
    try {
      const result = await run();
      line({ outcome: 'ok' });
      return result;
    } catch (error) {
      line({ outcome: error instanceof HttpProblem ? 'deny' : 'error', reason: reasonOf(error) });
      throw error;
    }
  };
}

function reasonOf(error: unknown): string {
  const code = error instanceof HttpProblem ? error.options.code : undefined;
  if (code !== undefined) return code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
}
