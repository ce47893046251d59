import { refusedStreaming } from './refused-streaming.ts';
import type { Handler } from './runtime-client.ts';
import type { MakeRuntimeError } from './runtime-error.ts';

const streaming = Symbol.for('aws.lambda.runtime.handler.streaming');

/**
 * Refuses a handler that is marked as one that streams: by its mark, which libraries set too.
 *
 * @throws RuntimeError `Runtime.MalformedStreamingHandler` for a mark that Lambda does not know
 */
export function assertNotStreaming(handler: Handler, runtimeError: MakeRuntimeError): void {
  const mark: unknown = Reflect.get(handler, streaming);
  if (mark === 'response') refusedStreaming.streamifyResponse();
  if (mark) throw runtimeError('MalformedStreamingHandler', 'Only response streaming is supported.');
}
