import type { Clock } from '../../model/index.ts';
import { AdminInputError } from './admin-input.ts';

/** The platform's time as the admin endpoint tells it. */
export interface ClockReading {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Milliseconds since the epoch. */
  readonly epochMilliseconds: number;
}

/** Reads the clock. */
export function readClock({ now }: Pick<Clock, 'now'>): ClockReading {
  const epochMilliseconds = Math.round(now());
  return { now: new Date(epochMilliseconds).toISOString(), epochMilliseconds };
}

const earliest = Date.UTC(1970, 0, 2);
const latest = Date.UTC(2200, 0, 1);

/**
 * Moves the clock of the whole platform, forward or back.
 *
 * @param advanceMilliseconds a whole number; where it leads must lie in 1970-01-02 to 2200-01-01
 * @throws {AdminInputError}
 */
export function moveClock(clock: Clock, advanceMilliseconds: unknown): ClockReading {
  if (typeof advanceMilliseconds !== 'number' || !Number.isSafeInteger(advanceMilliseconds)) {
    const given = JSON.stringify(advanceMilliseconds) ?? 'missing';
    throw new AdminInputError(`advanceMilliseconds is ${given}. Allowed: a whole number, negative to go back.`);
  }
  const target = clock.now() + advanceMilliseconds;
  if (target < earliest || target > latest) {
    throw new AdminInputError('advanceMilliseconds leads out of time. Allowed: to stay in 1970-01-02 to 2200-01-01.');
  }
  clock.advance(advanceMilliseconds);
  return readClock(clock);
}
