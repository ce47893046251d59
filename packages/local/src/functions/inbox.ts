import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { isMessage, type Message, weightOf } from './bootstrap/message.ts';

/** What an environment says, heard by its parent: see `createOutbox`. */
export class Inbox {
  /** To be handed to the thread. */
  readonly thread: { readonly port: MessagePort; readonly heard: SharedArrayBuffer };
  readonly #port: MessagePort;
  readonly #heard: Int32Array;
  readonly #onMessage: (message: Message | undefined) => void;

  /** @param onMessage takes each message in order; `undefined`: what came is none */
  constructor(onMessage: (message: Message | undefined) => void) {
    const { port1, port2 } = new MessageChannel();
    const heard = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.thread = { port: port2, heard };
    this.#port = port1;
    this.#heard = new Int32Array(heard);
    this.#onMessage = onMessage;
    port1.on('message', (value) => this.#confirm(this.#take(value)));
    // the thread keeps the process alive, as long as it does
    port1.unref();
  }

  /** Sends a call that is too long for the mailbox. */
  send(text: string): void {
    this.#port.postMessage(text);
  }

  /**
   * Takes everything that the thread has said so far, without waiting for the event loop. The thread hears of it at the end, so
   * that one that never stops speaking cannot keep this one here.
   */
  hear(): void {
    let weight = 0;
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) {
      weight += this.#take(next.message);
    }
    this.#confirm(weight);
  }

  /** @returns the weight of what was taken */
  #take(value: unknown): number {
    const message = isMessage(value) ? value : undefined;
    this.#onMessage(message);
    return message === undefined ? 0 : weightOf(message);
  }

  #confirm(weight: number): void {
    Atomics.add(this.#heard, 0, weight);
    Atomics.notify(this.#heard, 0);
  }
}
