import { randomUUID } from 'node:crypto';
import type { Invocation, Outcome } from '../model/index.ts';

/** A call that ended before anything of the function ran. */
export const notRun = (outcome: Outcome, requestId: string = randomUUID()): Invocation => ({
  outcome,
  requestId,
  cold: false,
  durationMs: 0,
  logs: [],
});
