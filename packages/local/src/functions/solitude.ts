import { availableParallelism } from 'node:os';

/** Milliseconds for which company is remembered. */
const memoryMillis = 5;
/** Calls that follow from one event: an authorizer's and a handler's. */
const callsPerEvent = 2;

/** What the machine tells about itself. */
export interface Surroundings {
  /** Milliseconds, as `performance.now()` counts them. */
  readonly now: () => number;
  /** Milliseconds that the event loop has waited for something to happen, in all. */
  readonly idleMillis: () => number;
  readonly processors: number;
}

const real: Surroundings = {
  now: () => performance.now(),
  idleMillis: () => performance.nodeTiming.idleTime,
  processors: availableParallelism(),
};

/**
 * Whether a call is all there is to do, as when a person tries things out: then this thread loses nothing if it waits for
 * the answer, and the answer comes sooner.
 */
export class Solitude {
  readonly #surroundings: Surroundings;
  #underWay = 0;
  #companyAt = Number.NEGATIVE_INFINITY;
  #idleMillis = 0;
  #left = 0;

  constructor(surroundings = real) {
    this.#surroundings = surroundings;
  }

  /** A call is accepted. */
  enter(): void {
    if (this.#underWay > 0) this.#companyAt = this.#surroundings.now();
    this.#underWay++;
  }

  leave(): void {
    this.#underWay--;
  }

  /**
   * To be asked once by a call that has just begun. `false` also with one processor, and where the event loop has not
   * waited since it was told so: other requests may have come that nobody has looked at.
   */
  isAlone(): boolean {
    const { now, idleMillis, processors } = this.#surroundings;
    if (this.#underWay > 1 || processors === 1 || now() - this.#companyAt < memoryMillis) return false;
    const idle = idleMillis();
    if (idle > this.#idleMillis) this.#left = callsPerEvent;
    this.#idleMillis = idle;
    this.#left--;
    return this.#left >= 0;
  }
}
