const headBytes = 2 * Int32Array.BYTES_PER_ELEMENT;
const textBytes = 64 * 1024;
/** Places in the head. */
const count = 0;
const length = 1;
const elsewhere = -1;

/**
 * One text at a time from a thread to another that stands still until it comes: shared memory and one wake-up, where a
 * message would cost a copy and an event loop's turn on top. A text that does not fit has to be sent another way first.
 */
export class Mailbox {
  /** To be handed to the other thread. */
  readonly memory: SharedArrayBuffer;
  readonly #head: Int32Array;
  readonly #text: Buffer;

  constructor(memory = new SharedArrayBuffer(headBytes + textBytes)) {
    this.memory = memory;
    this.#head = new Int32Array(memory, 0, headBytes / Int32Array.BYTES_PER_ELEMENT);
    this.#text = Buffer.from(memory, headBytes);
  }

  /** Whether {@link put} has room for a text. */
  fits(text: string): boolean {
    // a character takes three bytes at most
    return text.length * 3 <= textBytes || Buffer.byteLength(text) <= textBytes;
  }

  /** Leaves a text and wakes the other thread; `undefined`: it has been sent another way. */
  put(text: string | undefined): void {
    this.#head[length] = text === undefined ? elsewhere : this.#text.write(text);
    Atomics.add(this.#head, count, 1);
    Atomics.notify(this.#head, count);
  }

  /**
   * Blocks the thread until the next text is there.
   *
   * @param taken how many came before
   * @returns `undefined` when it was sent another way
   */
  take(taken: number): string | undefined {
    // woken for nothing: by a notification that was on its way while this thread already took the text it told of
    while (Atomics.load(this.#head, count) === taken) Atomics.wait(this.#head, count, taken);
    const bytes = this.#head[length] ?? elsewhere;
    return bytes === elsewhere ? undefined : this.#text.toString('utf8', 0, bytes);
  }
}
