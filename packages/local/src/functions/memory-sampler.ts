import type { ExecutionEnvironment } from './execution-environment.ts';

/** Milliseconds between two looks at busy environments. */
const sampleMillis = 100;

/** Looks at the memory of busy environments, and only while there are any. */
export class MemorySampler {
  readonly #environments: Iterable<Pick<ExecutionEnvironment, 'isBusy' | 'sampleMemory'>>;
  #timer: NodeJS.Timeout | undefined;

  /** @param environments all that live */
  constructor(environments: Iterable<Pick<ExecutionEnvironment, 'isBusy' | 'sampleMemory'>>) {
    this.#environments = environments;
  }

  /** To be called when an environment becomes busy. */
  wake(): void {
    this.#timer ??= setTimeout(() => this.#sample(), sampleMillis).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #sample(): void {
    this.#timer = undefined;
    for (const environment of this.#environments) {
      if (!environment.isBusy) continue;
      void environment.sampleMemory();
      this.wake();
    }
  }
}
