/** Lets ordinary writes run side by side, and a transaction alone. In the order they were asked for. */
export interface WriteLock {
  /** Runs beside other shared tasks, after every exclusive one before it. */
  shared<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Runs when every task before it is done, and no other runs until it is. */
  exclusive<Result>(task: () => Promise<Result>): Promise<Result>;
}

/** A lock in memory, for the one process that has a store open. A task that never settles stops all after it. */
export function createWriteLock(): WriteLock {
  const running = new Set<Promise<unknown>>();
  let gate: Promise<unknown> = Promise.resolve();
  return {
    shared(task) {
      const result = gate.then(task);
      const settled = result.catch(() => undefined).finally(() => running.delete(settled));
      running.add(settled);
      return result;
    },
    exclusive(task) {
      const result = Promise.all([gate, ...running]).then(task);
      gate = result.catch(() => undefined);
      return result;
    },
  };
}
