import { type FunctionVariables, remainingTime } from '../function-variables.ts';
import type { Call } from '../protocol.ts';
import type { Answer, Handler, RuntimeThread } from '../runtime-client.ts';
import { toErrorPayload, toLoggedError } from './error-payload.ts';

/** A function may put another in its place. */
const NativePromise = Promise;

/**
 * One call of the runtime up to nodejs22.x: a promise is the result; otherwise the callback gives it (`context.done`,
 * `succeed` and `fail` are its old forms), and a handler that gives none ends with `null` when the event loop is empty. A
 * callback's result waits for the empty event loop unless `callbackWaitsForEmptyEventLoop` is false. The first of all
 * these wins, also where what it gave could not be told: hence `isFinished` is set last.
 */
export class CallbackCall {
  readonly #thread: RuntimeThread;
  readonly #variables: FunctionVariables;
  readonly #answer = NativePromise.withResolvers<Answer>();
  #isFinished = false;
  #isComplete = false;
  #waits: unknown = true;
  #whenEmpty: (() => void) | undefined = () => {
    this.#isComplete = true;
    this.#tell({ type: 'returned', json: 'null' });
  };

  constructor(thread: RuntimeThread, variables: FunctionVariables) {
    this.#thread = thread;
    this.#variables = variables;
  }

  /** @throws what cannot be told at all */
  run(handler: Handler, call: Call): Promise<Answer> {
    const callback = this.#once((error: unknown, result: unknown) => this.#callback(error, result));
    const context = this.#context(call);
    const invoker = { handler };
    try {
      const returned = invoker.handler(JSON.parse(call.payload), context, callback);
      if (isThenable(returned)) {
        // the service reports a promise that nothing settles by itself
        if (!this.#isFinished) this.#whenEmpty = undefined;
        returned.then(context.succeed, context.fail).catch(context.fail);
      }
    } catch (error) {
      callback(error, undefined);
    }
    return this.#answer.promise;
  }

  loopEmpty(): boolean {
    this.#whenEmpty?.();
    return this.#whenEmpty !== undefined;
  }

  #callback(error: unknown, result: unknown): void {
    if (error !== undefined && error !== null) this.#fail(error);
    else if (!this.#waits) this.#complete(result);
    else this.#whenEmpty = () => this.#thread.turn(() => this.#complete(result));
  }

  #done(error: unknown, result?: unknown): void {
    if (error !== undefined && error !== null) this.#fail(error);
    else this.#complete(result);
  }

  #fail(error: unknown): void {
    this.#thread.logError('Invoke Error', toLoggedError(error), toErrorPayload);
    this.#tell({ type: 'failed', error: toErrorPayload(error), fatal: false });
  }

  #complete(result: unknown): void {
    if (this.#isComplete) {
      this.#thread.printLine(
        'Invocation has already been reported as done. Cannot call complete more than once per invocation.',
      );
      return;
    }
    this.#isComplete = true;
    this.#tell({ type: 'returned', json: toJson(result) });
  }

  #tell(answer: Answer): void {
    this.#answer.resolve(answer);
  }

  #once<T extends unknown[]>(settle: (...values: T) => void): (...values: T) => void {
    return (...values) => {
      if (this.#isFinished) return;
      settle(...values);
      this.#isFinished = true;
    };
  }

  #context({ requestId, leftMillis }: Call) {
    const waits = { get: () => this.#waits, set: (value: unknown) => (this.#waits = value) };
    const context = Object.defineProperty({}, 'callbackWaitsForEmptyEventLoop', {
      ...waits,
      enumerable: true,
      configurable: true,
    });
    return Object.assign(context, {
      succeed: this.#once((result: unknown) => this.#done(undefined, result)),
      fail: this.#once((error: unknown) => this.#done(error ?? 'handled')),
      done: this.#once((error: unknown, result: unknown) => this.#done(error, result)),
      functionVersion: this.#variables.functionVersion,
      functionName: this.#variables.functionName,
      memoryLimitInMB: this.#variables.memoryLimitInMB,
      logGroupName: this.#variables.logGroupName,
      logStreamName: this.#variables.logStreamName,
      clientContext: undefined,
      identity: undefined,
      invokedFunctionArn: this.#thread.functionArn,
      awsRequestId: requestId,
      tenantId: undefined,
      getRemainingTimeInMillis: remainingTime(this.#thread.now() + leftMillis),
    });
  }
}

function toJson(result: unknown): string {
  const json = stringify(result === undefined ? null : result);
  // of the client's native part, for functions and symbols
  if (json === undefined) throw new TypeError('Wrong arguments');
  return json;
}

function stringify(result: unknown): string | undefined {
  try {
    return JSON.stringify(result);
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

const isThenable = (value: unknown): value is Promise<unknown> =>
  Boolean(value) && typeof (value as { then?: unknown }).then === 'function';
