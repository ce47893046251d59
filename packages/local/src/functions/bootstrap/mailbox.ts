const textBytes = 64 * 1024;

/** Places in the head. */
const state = 0;
const length = 1;
const headBytes = 2 * Int32Array.BYTES_PER_ELEMENT;

/** The state. */
const empty = 0;
const full = 1;

/** The length of a text that was sent another way. */
const elsewhere = -1;

/**
 * One text at a time, from the parent to a thread that blocks until it comes: shared memory and one wake-up. The thread
 * either takes the text or the parent takes it back, never both.
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
  static fits(text: string): boolean {
    // a character takes three bytes at most
    return text.length * 3 <= textBytes || Buffer.byteLength(text) <= textBytes;
  }

  /** Leaves a text and wakes the thread; only after the one before was taken. `undefined`: it has been sent another way. */
  put(text: string | undefined): void {
    this.#head[length] = text === undefined ? elsewhere : this.#text.write(text);
    Atomics.store(this.#head, state, full);
    Atomics.notify(this.#head, state);
  }

  /** Takes the text back. @returns `false`: the thread has it */
  recall(): boolean {
    return this.#empty();
  }

  /**
   * Blocks the thread until a text is there.
   *
   * @returns `undefined` when it was sent another way
   */
  take(): string | undefined {
    while (!this.#empty()) Atomics.wait(this.#head, state, empty);
    const bytes = this.#head[length] ?? elsewhere;
    return bytes === elsewhere ? undefined : this.#text.toString('utf8', 0, bytes);
  }

  #empty(): boolean {
    return Atomics.compareExchange(this.#head, state, full, empty) === full;
  }
}
