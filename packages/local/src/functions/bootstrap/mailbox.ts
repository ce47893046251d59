/** How many texts there is room for. A power of two: the counters wrap. */
const places = 8;
const textBytes = 64 * 1024;

/** Places in the head: the word of both counters, then the length of each text. */
const word = 0;
const headBytes = (1 + places) * Int32Array.BYTES_PER_ELEMENT;
const elsewhere = -1;

/** The word: how many texts were put in its upper half, how many taken in its lower, both modulo 65,536. */
const onePut = 0x1_0000;
const putOf = (value: number): number => value >>> 16;
const takenOf = (value: number): number => value & 0xffff;
const takenOneMore = (value: number): number => (value & ~0xffff) | takenOf(value + 1);

/**
 * Texts from a thread to another that stands still until the next one comes: shared memory and one wake-up, or none while
 * another text waits, where a message would cost a copy and an event loop's turn on top. They are taken in order; the
 * last one can be had back until then. A text that does not fit has to be sent another way first.
 */
export class Mailbox {
  /** Texts that may be under way: put, and not yet known to be done with. */
  static readonly places = places;
  /** To be handed to the other thread. */
  readonly memory: SharedArrayBuffer;
  readonly #head: Int32Array;
  readonly #texts: readonly Buffer[];

  constructor(memory = new SharedArrayBuffer(headBytes + places * textBytes)) {
    this.memory = memory;
    this.#head = new Int32Array(memory, 0, headBytes / Int32Array.BYTES_PER_ELEMENT);
    this.#texts = Array.from({ length: places }, (_, place) =>
      Buffer.from(memory, headBytes + place * textBytes, textBytes),
    );
  }

  /** Whether {@link put} has room for a text. */
  static fits(text: string): boolean {
    // a character takes three bytes at most
    return text.length * 3 <= textBytes || Buffer.byteLength(text) <= textBytes;
  }

  /** How many texts the other thread has taken, modulo 65,536. */
  get taken(): number {
    return takenOf(Atomics.load(this.#head, word));
  }

  /** Leaves a text and wakes the other thread; `undefined`: it has been sent another way. */
  put(text: string | undefined): void {
    const place = putOf(Atomics.load(this.#head, word)) % places;
    this.#head[1 + place] = text === undefined ? elsewhere : (this.#texts[place]?.write(text) ?? 0);
    Atomics.add(this.#head, word, onePut);
    Atomics.notify(this.#head, word);
  }

  /** Takes the last text back. @returns `false`: the other thread has it */
  recall(): boolean {
    return this.#change((value) => (putOf(value) === takenOf(value) ? undefined : (value - onePut) | 0)) !== undefined;
  }

  /**
   * Blocks the thread until the next text is there.
   *
   * @returns `undefined` when it was sent another way
   */
  take(): string | undefined {
    for (;;) {
      const value = this.#change((now) => (putOf(now) === takenOf(now) ? undefined : takenOneMore(now)));
      if (value !== undefined) return this.#read(takenOf(value) % places);
      const now = Atomics.load(this.#head, word);
      if (putOf(now) === takenOf(now)) Atomics.wait(this.#head, word, now);
    }
  }

  #read(place: number): string | undefined {
    const bytes = this.#head[1 + place] ?? elsewhere;
    return bytes === elsewhere ? undefined : this.#texts[place]?.toString('utf8', 0, bytes);
  }

  /** @returns the word as it was before the change, `undefined` when there was to be none */
  #change(next: (value: number) => number | undefined): number | undefined {
    for (;;) {
      const value = Atomics.load(this.#head, word);
      const changed = next(value);
      if (changed === undefined) return undefined;
      if (Atomics.compareExchange(this.#head, word, value, changed) === value) return value;
    }
  }
}
