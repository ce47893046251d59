/**
 * Runs a function without stack traces for its errors, which take time and are not read. The function must be synchronous:
 * whatever else ran in the meantime would have no traces either.
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
