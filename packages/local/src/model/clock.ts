/**
 * The platform's time: the machine's, plus an offset that tests and the admin endpoint move. Cache, throttle, tokens,
 * signatures and logs use it, and so does `Date` inside the functions, whose threads read the offset through shared memory.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the time of the whole platform forward, or back when negative. */
  advance(milliseconds: number): void;
  /** The offset in milliseconds, one `Float64`, for worker threads. */
  readonly offset: SharedArrayBuffer;
}

/**
 * A clock that runs as the machine's does.
 *
 * @param startAt its first time, in milliseconds since the epoch; the machine's time when omitted
 */
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
