import type { FunctionHost, Invocation } from '../../services/functions/function-host.ts';
import { errorMessage } from '../error-text.ts';

/** How an invocation with a time limit ended; `broken` is a fault of the host itself, not of the function. */
export type TimedInvocation =
  | { readonly kind: 'answered'; readonly invocation: Invocation }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * Invokes a function and waits no longer than the limit. A function that overruns keeps running; its answer is dropped.
 * The limit is real time, not the injected clock's: it bounds how long a client waits.
 *
 * @param limitMillis milliseconds
 */
export async function invokeWithin(
  functions: FunctionHost,
  { functionArn, payload }: { readonly functionArn: string; readonly payload: unknown },
  limitMillis: number,
): Promise<TimedInvocation> {
  const { promise: timeout, resolve } = Promise.withResolvers<TimedInvocation>();
  const timer = setTimeout(() => resolve({ kind: 'timed-out' }), limitMillis);
  try {
    return await Promise.race([invoke(functions, functionArn, payload), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function invoke(functions: FunctionHost, functionArn: string, payload: unknown): Promise<TimedInvocation> {
  try {
    return { kind: 'answered', invocation: await functions.invoke(functionArn, payload) };
  } catch (error) {
    return { kind: 'broken', message: errorMessage(error) };
  }
}
