import type { MessagePort } from 'node:worker_threads';
import { type Message, weightOf } from './message.ts';

/** Characters that may be under way unheard. */
const mostUnheard = 256 * 1024;

/**
 * How an environment speaks: every message by one port, so that they keep their order, and what was said outlives the
 * thread. Who says more than the parent can hear waits for it, as at a full pipe.
 *
 * @param heard one `Int32`: the weight of all messages that the parent has heard, modulo 2^32
 */
export function createOutbox(port: MessagePort, heard: SharedArrayBuffer): (message: Message) => void {
  const counter = new Int32Array(heard);
  // a function may put another in its place
  const post = port.postMessage.bind(port);
  let said = 0;
  return (message) => {
    for (let known = Atomics.load(counter, 0); ((said - known) | 0) > mostUnheard; known = Atomics.load(counter, 0)) {
      Atomics.wait(counter, 0, known);
    }
    post(message);
    said = (said + weightOf(message)) | 0;
  };
}
