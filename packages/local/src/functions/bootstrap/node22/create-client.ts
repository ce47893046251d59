import { readFunctionVariables } from '../function-variables.ts';
import { refusedStreaming } from '../refused-streaming.ts';
import type { Answer, RuntimeClient, RuntimeThread } from '../runtime-client.ts';
import { runtimeErrors } from '../runtime-error.ts';
import { assertNotStreaming } from '../streaming-handler.ts';
import { CallbackCall } from './callback-call.ts';
import { toErrorPayload, toLoggedError } from './error-payload.ts';
import { loadHandler } from './load-module.ts';
import { diesOfUncaught } from './uncaught.ts';

const requestIdKey = Symbol.for('aws.lambda.runtime.requestId');
const store: Record<symbol, unknown> = globalThis as never;

/** The runtime up to nodejs22.x. @see CallbackCall */
export function createClient22(thread: RuntimeThread): RuntimeClient {
  const { logError, die } = thread;
  const runtimeError = runtimeErrors(22);
  const variables = readFunctionVariables(process.env);
  let running: CallbackCall | undefined;
  diesOfUncaught(thread);
  return {
    get requestId() {
      return store[requestIdKey] as string | undefined;
    },
    prepare: () => {
      const value = { ...refusedStreaming };
      Object.defineProperty(globalThis, 'awslambda', { value, configurable: true, writable: true, enumerable: true });
    },
    load: async () => {
      const handler = await loadHandler(thread, runtimeError);
      assertNotStreaming(handler, runtimeError);
      return handler;
    },
    failInit: (error) => {
      logError('Uncaught Exception', toLoggedError(error), toErrorPayload);
      return die(toErrorPayload(error), 129);
    },
    run: (handler, call): Promise<Answer> => {
      store[requestIdKey] = call.requestId;
      running = new CallbackCall(thread, variables);
      return running.run(handler, call);
    },
    loopEmpty: () => running?.loopEmpty() ?? false,
  };
}
