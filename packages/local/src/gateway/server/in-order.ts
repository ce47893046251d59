/** Runs what belongs to one connection one after the other; other connections do not wait. */
export type InOrder = <T>(connection: object, run: () => Promise<T>) => Promise<T>;

/** A connection has more requests waiting than a client has that reads its answers. */
export class TooManyWaitingError extends Error {
  override readonly name = 'TooManyWaitingError';
}

interface Line {
  last: Promise<unknown>;
  length: number;
}

/**
 * Pipelined requests may be handled side by side only when they are safe (RFC 9112 §9.3.2); a GET behind a POST must see
 * what the POST did.
 *
 * @param limit requests of one connection at a time, the running one included; one more rejects with
 * `TooManyWaitingError`, so that few bytes do not fill the memory
 */
export function createInOrder(limit: number): InOrder {
  const lines = new WeakMap<object, Line>();
  return async (connection, run) => {
    const line = lines.get(connection) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= limit) throw new TooManyWaitingError(`more than ${limit} requests wait on one connection`);
    const mine = line.length === 0 ? run() : line.last.then(run, run);
    line.last = mine;
    line.length += 1;
    lines.set(connection, line);
    try {
      return await mine;
    } finally {
      line.length -= 1;
    }
  };
}
