import type { InvokeContext } from './context.ts';
import type { Handler } from './load-handler.ts';

/** A function may put another in its place. */
const NativePromise = Promise;

/** A call under way: its result, and what it comes to when the event loop runs empty before there is one. */
export interface RunningHandler {
  /** Rejects with what the handler threw. */
  readonly result: Promise<unknown>;
  /** Settles `result` where an empty event loop ends such a call; `false`: nothing can settle it any more. */
  loopEmpty(): boolean;
}

/**
 * nodejs24.x and later: the handler's return value is the result, awaited if it is a promise.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function callHandler(handler: Handler, event: unknown, context: InvokeContext): RunningHandler {
  const result = (async () => handler(event, context))();
  return { result, loopEmpty: () => false };
}

/**
 * Up to nodejs22.x: a promise is the result; otherwise the callback gives it (`context.done`, `succeed` and `fail` are
 * its old forms), and a handler that gives none ends with `null` when the event loop is empty. A callback's result waits
 * for the empty event loop unless `callbackWaitsForEmptyEventLoop` is false.
 */
export function callHandlerWithCallback(handler: Handler, event: unknown, context: InvokeContext): RunningHandler {
  const { promise, resolve, reject } = NativePromise.withResolvers<unknown>();
  let whenEmpty: (() => void) | undefined = () => resolve(null);
  const finish = (error: unknown, value?: unknown): void => {
    if (error !== undefined && error !== null) reject(error);
    else if (!legacy.callbackWaitsForEmptyEventLoop) resolve(value);
    else whenEmpty = () => resolve(value);
  };
  const immediately = (settle: () => void): void => {
    legacy.callbackWaitsForEmptyEventLoop = false;
    settle();
  };
  const legacy = Object.assign(context, {
    callbackWaitsForEmptyEventLoop: true,
    done: finish,
    succeed: (value: unknown) => immediately(() => resolve(value)),
    fail: (error: unknown) => immediately(() => reject(error)),
  });
  try {
    const returned = handler(event, legacy, finish);
    if (isThenable(returned)) {
      whenEmpty = undefined;
      returned.then(resolve, reject);
    }
  } catch (error) {
    reject(error);
  }
  return {
    result: promise,
    loopEmpty: () => {
      whenEmpty?.();
      return whenEmpty !== undefined;
    },
  };
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
