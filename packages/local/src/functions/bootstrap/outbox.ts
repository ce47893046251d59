/** Bytes of the ring. A power of two: positions count on and wrap at 2^32. */
const ringBytes = 256 * 1024;
/** Bytes of a part; a longer text goes in several. */
const partBytes = 64 * 1024;

/** Places in the head. */
const signal = 0;
const written = 1;
const read = 2;
const blocked = 3;
const headBytes = 4 * Int32Array.BYTES_PER_ELEMENT;

/** The signal: nothing new; the bell has been rung; the reader looks at the signal and needs no bell. */
const quiet = 0;
const rung = 1;
const awaited = 2;

/** Before each part: four times its length, and what it is of its text; or that the ring goes on at its start. */
const prefixBytes = Int32Array.BYTES_PER_ELEMENT;
const wrapped = -1;
const more = 1;
const further = 2;
const spaceOf = (bytes: number): number => prefixBytes + ((bytes + 3) & ~3);

function open(memory: SharedArrayBuffer) {
  return {
    head: new Int32Array(memory, 0, headBytes / Int32Array.BYTES_PER_ELEMENT),
    prefixes: new Int32Array(memory, headBytes, ringBytes / prefixBytes),
    bytes: Buffer.from(memory, headBytes, ringBytes),
  };
}

/**
 * Texts from a thread to its parent, in order, through a ring of shared memory: one bell tells of all that was written
 * before it was heard. A full ring makes the writer wait, as a full pipe does; what was written outlives the writer.
 */
export class OutboxWriter {
  readonly #ring: () => void;
  readonly #shared: ReturnType<typeof open>;
  #at: number;

  /** @param ring lets the reader know; called where it has not been rung since it last heard */
  constructor(memory: SharedArrayBuffer, ring: () => void) {
    this.#shared = open(memory);
    this.#at = Atomics.load(this.#shared.head, written);
    this.#ring = ring;
  }

  write(text: string): void {
    // a character takes three bytes at most
    if (text.length * 3 <= partBytes) {
      const start = this.#makeRoom(text.length * 3);
      this.#publish(this.#shared.bytes.write(text, start), 0);
    } else this.#writeParts(Buffer.from(text));
    this.#tell();
  }

  #writeParts(text: Buffer): void {
    for (let from = 0; from < text.byteLength; from += partBytes) {
      const part = text.subarray(from, from + partBytes);
      this.#shared.bytes.set(part, this.#makeRoom(part.byteLength));
      const isLast = from + partBytes >= text.byteLength;
      this.#publish(part.byteLength, (from > 0 ? further : 0) | (isLast ? 0 : more));
    }
  }

  /** @returns where the part may be written, in one piece */
  #makeRoom(bytes: number): number {
    const needed = spaceOf(bytes);
    const offset = this.#at & (ringBytes - 1);
    const left = ringBytes - offset;
    if (needed <= left) {
      this.#waitFor(needed);
      return offset + prefixBytes;
    }
    this.#waitFor(left + needed);
    this.#shared.prefixes[offset / prefixBytes] = wrapped;
    this.#at = (this.#at + left) | 0;
    return prefixBytes;
  }

  #waitFor(needed: number): void {
    const { head } = this.#shared;
    for (;;) {
      const readTo = Atomics.load(head, read);
      if (ringBytes - ((this.#at - readTo) >>> 0) >= needed) return;
      this.#tell();
      Atomics.store(head, blocked, 1);
      Atomics.wait(head, read, readTo);
    }
  }

  #publish(bytes: number, flags: number): void {
    this.#shared.prefixes[(this.#at & (ringBytes - 1)) / prefixBytes] = bytes * 4 + flags;
    this.#at = (this.#at + spaceOf(bytes)) | 0;
    Atomics.store(this.#shared.head, written, this.#at);
  }

  #tell(): void {
    if (Atomics.exchange(this.#shared.head, signal, rung) === quiet) this.#ring();
  }
}

/** The parent's end, see {@link OutboxWriter}. */
export class OutboxReader {
  /** To be handed to the writer. */
  readonly memory: SharedArrayBuffer;
  readonly #shared: ReturnType<typeof open>;
  readonly #parts: Buffer[] = [];
  #at: number;

  constructor(memory = new SharedArrayBuffer(headBytes + ringBytes)) {
    this.memory = memory;
    this.#shared = open(memory);
    this.#at = Atomics.load(this.#shared.head, read);
  }

  /**
   * Gives each text that is there to `take`; what is written from now on rings anew. May be called by `take` itself.
   */
  hear(take: (text: string) => void): void {
    Atomics.store(this.#shared.head, signal, quiet);
    const until = Atomics.load(this.#shared.head, written);
    while (((until - this.#at) | 0) > 0) {
      const text = this.#next();
      if (text !== undefined) take(text);
    }
    if (Atomics.exchange(this.#shared.head, blocked, 0) === 1) Atomics.notify(this.#shared.head, read);
  }

  /**
   * Blocks until there is something to {@link hear}, which has to follow. It looks again and again: where an answer is a
   * matter of microseconds, to sleep and to be woken takes longer.
   *
   * @param until milliseconds, as `performance.now()` counts them
   */
  await(until: number): void {
    const { head } = this.#shared;
    if (Atomics.compareExchange(head, signal, quiet, awaited) !== quiet) return;
    while (Atomics.load(head, signal) === awaited && performance.now() < until);
  }

  #next(): string | undefined {
    const offset = this.#at & (ringBytes - 1);
    const prefix = this.#shared.prefixes[offset / prefixBytes] ?? wrapped;
    if (prefix === wrapped) {
      this.#giveBack(ringBytes - offset);
      return undefined;
    }
    const length = prefix >> 2;
    const text = this.#read(offset + prefixBytes, length, prefix);
    this.#giveBack(spaceOf(length));
    return text;
  }

  #read(start: number, length: number, flags: number): string | undefined {
    const { bytes } = this.#shared;
    // of a text whose writer was stopped in the middle the rest never comes
    if ((flags & further) === 0) this.#parts.length = 0;
    if ((flags & (more | further)) === 0) return bytes.toString('utf8', start, start + length);
    this.#parts.push(Buffer.from(bytes.subarray(start, start + length)));
    return (flags & more) === 0 ? Buffer.concat(this.#parts.splice(0)).toString() : undefined;
  }

  #giveBack(bytes: number): void {
    this.#at = (this.#at + bytes) | 0;
    Atomics.store(this.#shared.head, read, this.#at);
  }
}
