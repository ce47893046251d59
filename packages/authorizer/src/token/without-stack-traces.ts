/**
 * Runs a function whose errors nobody reads, so that none of them takes time for a stack trace. It must not wait: what
 * else runs meanwhile would have no traces either.
 */
export function withoutStackTraces<Result>(run: () => Result): Result {
  const { stackTraceLimit } = Error;
  // Not by assignment, which throws where intrinsics are frozen.
  Reflect.set(Error, 'stackTraceLimit', 0);
  try {
    return run();
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
}
