import type { FunctionHost, Invocation } from '../../model/index.ts';
import { errorMessage } from '../../runtime/index.ts';

/** How an invocation with a time limit ended; `broken` is a fault of the host itself, not of the function. */
export type TimedInvocation =
  | { readonly kind: 'answered'; readonly invocation: Invocation }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * Invokes a function and waits no longer than the limit. A function that overruns keeps running; its answer is dropped.
 * The limit is real time, not the injected clock's: it bounds how long a client waits.
 *
 * @param payload JSON text of the event
 * @param limitMillis milliseconds
 */
export function invokeWithin(
  functions: FunctionHost,
  { functionArn, payload }: { readonly functionArn: string; readonly payload: string },
  limitMillis: number,
): Promise<TimedInvocation> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'timed-out' }), limitMillis);
    const end = (how: TimedInvocation): void => {
      clearTimeout(timer);
      resolve(how);
    };
    functions.invoke(functionArn, payload).then(
      (invocation) => end({ kind: 'answered', invocation }),
      (error) => end({ kind: 'broken', message: errorMessage(error) }),
    );
  });
}
