import { readFunctionVariables, remainingTime } from '../function-variables.ts';
import type { Call } from '../protocol.ts';
import { refusedStreaming } from '../refused-streaming.ts';
import type { Answer, Handler, RuntimeClient, RuntimeThread } from '../runtime-client.ts';
import { runtimeErrors } from '../runtime-error.ts';
import { assertNotStreaming } from '../streaming-handler.ts';
import { toErrorPayload, toLoggedError } from './error-payload.ts';
import { InvokeStore, storeContext } from './invoke-store.ts';
import { loadHandler } from './load-module.ts';
import { asRejection, nodeReport, reportsUncaught } from './node-report.ts';

/**
 * The runtime of nodejs24.x: the handler's return value is the result, awaited if it is a promise. The answer goes out one
 * turn of the event loop later: what a call left behind and throws meanwhile ends the process before it has answered.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function createClient24(thread: RuntimeThread): RuntimeClient {
  const { nextTurn, logError, logText, die, functionArn, now } = thread;
  const runtimeError = runtimeErrors(24);
  const variables = readFunctionVariables(process.env);
  const store = new InvokeStore();
  reportsUncaught(logText);
  return {
    get requestId() {
      return String(store.getRequestId());
    },
    prepare: () => {
      const value = { InvokeStore: store, ...refusedStreaming };
      Object.defineProperty(globalThis, 'awslambda', { value, configurable: true, writable: true, enumerable: true });
    },
    load: async () => assertCallable(await loadHandler(thread, runtimeError)),
    failInit: (error) => {
      logError('Init Error', toLoggedError(error), toErrorPayload);
      logText(nodeReport(asRejection(error)));
      return die(toErrorPayload(error), 1);
    },
    run: (handler, call) => store.run(storeContext(call.requestId, call.traceId), () => run({ handler }, call)),
    loopEmpty: () => false,
  };

  async function run(invoker: { readonly handler: Handler }, call: Call): Promise<Answer> {
    const event: unknown = JSON.parse(call.payload);
    const context = contextOf(call);
    try {
      const result = await invoker.handler(event, context);
      await nextTurn();
      return { type: 'returned', json: toJson(result) };
    } catch (error) {
      await nextTurn();
      logError('Invoke Error', toLoggedError(error), toErrorPayload);
      return { type: 'failed', error: toErrorPayload(error), fatal: false };
    }
  }

  function contextOf({ requestId, traceId, leftMillis }: Call) {
    return {
      clientContext: undefined,
      identity: undefined,
      invokedFunctionArn: functionArn,
      awsRequestId: requestId,
      tenantId: undefined,
      xRayTraceId: traceId,
      getRemainingTimeInMillis: remainingTime(now() + leftMillis),
      functionName: variables.functionName,
      functionVersion: variables.functionVersion,
      memoryLimitInMB: variables.memoryLimitInMB,
      logGroupName: variables.logGroupName,
      logStreamName: variables.logStreamName,
    };
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
      throw runtimeError('JSONStringifyError', 'Unable to stringify response body');
    }
  }

  function assertCallable(handler: Handler): Handler {
    assertNotStreaming(handler, runtimeError);
    if (handler.length < 3) return handler;
    throw runtimeError(
      'CallbackHandlerDeprecated',
      `${thread.handlerName} declares three parameters (event, context, callback), and nodejs${thread.nodeMajor}.x calls no callback: Lambda ` +
        'supports callback handlers up to nodejs22.x only. Declare at most two parameters and return the result or a promise of it.',
    );
  }
}
