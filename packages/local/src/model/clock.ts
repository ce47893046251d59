/**
 * The platform's time: the machine's, plus an offset that tests and the admin endpoint move. Everything that asks for
 * the time asks here: cache, throttle, tokens, signatures, logs, and `Date` inside the functions, whose threads read the
 * same offset through shared memory.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time forward (or back, when negative) for the whole platform at once. */
  advance(milliseconds: number): void;
  /** One `Float64` of milliseconds, for worker threads. */
  readonly offset: SharedArrayBuffer;
}

/** @param startAt milliseconds since the epoch; the machine's time when omitted */
export function createClock(startAt?: number): Clock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const view = new Float64Array(offset);
  if (startAt !== undefined) view[0] = startAt - Date.now();
  return {
    offset,
    now: () => Date.now() + (view[0] ?? 0),
    advance: (milliseconds) => {
      view[0] = (view[0] ?? 0) + milliseconds;
    },
  };
}
