/** Milliseconds that a look at the time may be late without being held against this thread. */
const forgivenMillis = 20;

export interface CallTimerOptions {
  /** Milliseconds; `Infinity`: without a limit. */
  readonly limitMillis: number;
  /** Before the time is judged: the answer may be there, and then {@link CallTimer.stop} is to be called. */
  readonly onLook: () => void;
  readonly onTimeUp: () => void;
}

/**
 * The time limit of one call. Where this thread was too busy to look in time, the call gets as much time again, once: it
 * may have waited for this thread to hear it.
 */
export class CallTimer {
  readonly #options: CallTimerOptions;
  readonly #beganAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #wasForgiven = false;

  constructor(options: CallTimerOptions) {
    this.#options = options;
    if (Number.isFinite(options.limitMillis)) this.#lookIn(options.limitMillis);
  }

  /** Milliseconds since the call began. */
  get elapsedMillis(): number {
    return performance.now() - this.#beganAt;
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #lookIn(millis: number): void {
    this.#timer = setTimeout(() => this.#look(), Math.max(0, millis)).unref();
  }

  #look(): void {
    const lateMillis = this.elapsedMillis - this.#options.limitMillis;
    this.#options.onLook();
    if (this.#isOver) return;
    if (lateMillis < forgivenMillis || this.#wasForgiven) {
      this.#options.onTimeUp();
      return;
    }
    this.#wasForgiven = true;
    this.#lookIn(lateMillis);
  }
}
