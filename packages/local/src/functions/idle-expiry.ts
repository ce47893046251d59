import type { FunctionPool } from './function-pool.ts';

type ReclaimablePool = Pick<FunctionPool, 'idleSince' | 'reclaim'>;

/** Ends environments that have been idle for long enough: one timer, set to the next that will be. */
export class IdleExpiry {
  readonly #pools: () => readonly ReclaimablePool[];
  readonly #idleMillis: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(idleMillis: number, pools: () => readonly ReclaimablePool[]) {
    this.#idleMillis = idleMillis;
    this.#pools = pools;
  }

  /** To be called when an environment becomes idle. */
  wake(): void {
    // a later one cannot be due before
    if (this.#timer === undefined) this.#setTimer(this.#idleMillis);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #setTimer(millis: number): void {
    this.#timer = setTimeout(() => this.#expire(), Math.max(0, millis)).unref();
  }

  #expire(): void {
    this.#timer = undefined;
    const pools = this.#pools();
    const now = performance.now();
    for (const pool of pools) pool.reclaim(this.#idleMillis, now);
    const left = pools.flatMap(({ idleSince }) => idleSince ?? []);
    if (left.length > 0) this.#setTimer(Math.min(...left) + this.#idleMillis - now);
  }
}
