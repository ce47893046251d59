/** Runs what belongs to one connection one after the other; other connections do not wait. */
export type InOrder = <T>(connection: object, run: () => Promise<T>) => Promise<T>;

/**
 * Pipelined requests may be handled side by side only when they are safe (RFC 9112 §9.3.2); a GET behind a POST must see
 * what the POST did.
 */
export function createInOrder(): InOrder {
  const last = new WeakMap<object, Promise<unknown>>();
  return async (connection, run) => {
    const before = last.get(connection);
    const mine = before === undefined ? run() : before.then(run, run);
    last.set(connection, mine);
    try {
      return await mine;
    } finally {
      if (last.get(connection) === mine) last.delete(connection);
    }
  };
}
