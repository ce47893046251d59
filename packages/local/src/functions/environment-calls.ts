import { toCallText } from './bootstrap/call-text.ts';
import { Mailbox } from './bootstrap/mailbox.ts';
import type { Call } from './bootstrap/protocol.ts';
import type { Ending } from './execution-environment.ts';

/** How a call ended, seen from outside. */
export interface Ended {
  readonly ending: Ending;
  /** Milliseconds the handler took: by the environment's own watch, or from outside where it could not tell. */
  readonly durationMs: number;
  /** The log events that the function itself printed in this call, and before its first one. */
  readonly printed: readonly string[];
}

export interface CallOptions {
  /** Milliseconds from the moment the call begins; `Infinity`: without a limit. */
  readonly limitMillis: number;
  /** When the call begins: at once, or when the calls before it have ended. */
  readonly onBegin: () => void;
}

interface Entry extends CallOptions {
  readonly end: (ended: Ended) => void;
  beganAt: number;
  /** Its time was looked at too late once: this thread was busy. */
  wasSpared: boolean;
}

export interface EnvironmentCallsOptions {
  /** Sends a call that is too long for the mailbox. */
  readonly send: (text: string) => void;
  /** Before the time of the first call is looked at: its answer may be there. */
  readonly onLook: () => void;
  /** When the first call has used up its time. */
  readonly onTimeUp: () => void;
  readonly takePrinted: () => readonly string[];
}

/** Characters of a payload that fits into the mailbox for certain, with its ids, whatever its characters are. */
const longestBehind = 20_000;

/** Milliseconds that a look at the time may be late without being held against this thread. */
const forgivenMillis = 20;

/** Of a call that never began. */
export const recalled: Ended = { ending: { type: 'recalled' }, durationMs: 0, printed: [] };

/** The calls of one environment, in order: the first runs, the others wait in its mailbox. */
export class EnvironmentCalls {
  readonly mailbox = new Mailbox();
  readonly #options: EnvironmentCallsOptions;
  readonly #entries: Entry[] = [];
  #answers = 0;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #movedAt = 0;

  constructor(options: EnvironmentCallsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** The call that runs; one object as long as it does. */
  get first(): object | undefined {
    return this.#entries[0];
  }

  /** When a call last began, in milliseconds as `performance.now()` counts them. */
  get movedAt(): number {
    return this.#movedAt;
  }

  /** Whether the thread is done with the first call already, and its answer on the way. */
  get isAhead(): boolean {
    return ((this.mailbox.taken - this.#answers) & 0xffff) > 1;
  }

  /**
   * Whether one more call may be under way, behind others if there are any: not one that goes as a message, which cannot
   * be had back.
   */
  hasRoomBehind(payload: string): boolean {
    return this.size < Mailbox.places && payload.length <= longestBehind;
  }

  add(call: Call, options: CallOptions): Promise<Ended> {
    const text = toCallText(call);
    return new Promise((end) => {
      this.#entries.push({ ...options, end, beganAt: 0, wasSpared: false });
      const fits = Mailbox.fits(text);
      if (!fits) this.#options.send(text);
      this.mailbox.put(fits ? text : undefined);
      // last: whoever is told that it begins may add another, which must not overtake it
      if (this.size === 1) this.#begin();
    });
  }

  /** The first call is over, and the next begins. */
  answered(ending: Ending, handlerMs: number | undefined): void {
    this.#answers++;
    this.#endFirst(ending, handlerMs);
    this.#begin();
  }

  /** Has the calls back that wait behind another one and have not begun. */
  recallWaiting(): void {
    while (this.size > 1 && this.mailbox.recall()) this.#entries.pop()?.end(recalled);
  }

  /** The environment is gone, or soon will be. A call that has not begun is recalled, unless its time is up. */
  end(ending: Ending): void {
    clearTimeout(this.#timer);
    this.recallWaiting();
    if (ending.type !== 'timeout' && this.size > 0 && this.mailbox.recall()) this.#entries.pop()?.end(recalled);
    while (this.size > 0) this.#endFirst(ending);
  }

  #endFirst(ending: Ending, handlerMs?: number): void {
    const entry = this.#entries.shift();
    entry?.end({
      ending,
      durationMs: handlerMs ?? performance.now() - entry.beganAt,
      printed: this.#options.takePrinted(),
    });
  }

  #begin(): void {
    const [entry] = this.#entries;
    if (entry === undefined) return;
    entry.beganAt = performance.now();
    this.#movedAt = entry.beganAt;
    this.#watch(entry.beganAt + entry.limitMillis);
    entry.onBegin();
  }

  /** One timer for all calls: set to the first one's end, and when it fires to that of the call that runs then. */
  #watch(until: number): void {
    if (until >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = until;
    this.#timer = setTimeout(() => this.#lookAtTime(), Math.max(0, until - performance.now())).unref();
  }

  #lookAtTime(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    this.#options.onLook();
    const [entry] = this.#entries;
    if (entry === undefined) return;
    const lateMillis = performance.now() - entry.beganAt - entry.limitMillis;
    if (lateMillis < 0) this.#watch(entry.beganAt + entry.limitMillis);
    else if (lateMillis < forgivenMillis || entry.wasSpared) this.#endOfTime();
    else {
      // what the environment said meanwhile may be more than could be heard in one go
      entry.wasSpared = true;
      this.#watch(performance.now() + lateMillis);
    }
  }

  #endOfTime(): void {
    this.recallWaiting();
    // an answer that is on its way came in time
    if (this.isAhead) this.#watch(performance.now() + 1);
    else this.#options.onTimeUp();
  }
}
