import { Mailbox } from './mailbox.ts';

const textBytes = 64 * 1024;

/** Places in the head: whether the bell has been rung, then for each answer its length and one; 0: it is not there. */
const rung = 0;
const headBytes = (1 + Mailbox.places) * Int32Array.BYTES_PER_ELEMENT;

/**
 * Answers on their way back, in the order of the calls: in shared memory, so that one message (the bell) tells of all that
 * came before it was heard. An answer that goes as a message itself has its place too.
 */
export class AnswerBox {
  /** To be handed to the other thread. */
  readonly memory: SharedArrayBuffer;
  readonly #head: Int32Array;
  readonly #texts: readonly Buffer[];
  #next = 0;

  constructor(memory = new SharedArrayBuffer(headBytes + Mailbox.places * textBytes)) {
    this.memory = memory;
    this.#head = new Int32Array(memory, 0, headBytes / Int32Array.BYTES_PER_ELEMENT);
    this.#texts = Array.from({ length: Mailbox.places }, (_, place) =>
      Buffer.from(memory, headBytes + place * textBytes, textBytes),
    );
  }

  /** Of the writing side. @returns whether there is room: a character takes three bytes at most */
  static fits(text: string): boolean {
    return text.length * 3 <= textBytes;
  }

  /** Leaves the next answer, one that fits. @returns whether the bell has to be rung */
  put(text: string): boolean {
    const place = this.skip();
    Atomics.store(this.#head, 1 + place, (this.#texts[place]?.write(text) ?? 0) + 1);
    return Atomics.exchange(this.#head, rung, 1) === 0;
  }

  /** The next answer goes as a message: both sides count it. @returns its place */
  skip(): number {
    const place = this.#next;
    this.#next = (place + 1) % Mailbox.places;
    return place;
  }

  /** Of the reading side: the next answer; `undefined` when it is not there, or goes as a message. */
  take(): string | undefined {
    const length = Atomics.exchange(this.#head, 1 + this.#next, 0);
    if (length === 0) return undefined;
    return this.#texts[this.skip()]?.toString('utf8', 0, length - 1);
  }

  /** Before {@link take}: answers from now on ring anew. */
  heard(): void {
    Atomics.store(this.#head, rung, 0);
  }
}
