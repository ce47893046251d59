import type { Clock, LambdaFunction, Outcome } from '../model/index.ts';
import { endLines, startLines } from './platform-lines.ts';
import type { Served } from './start-call.ts';

/** Lambda's own lines about calls, to the listener; none is made without one. */
export class CallLines {
  readonly #clock: Clock;
  readonly #onLine: ((line: string) => void) | undefined;

  constructor(clock: Clock, onLine: ((line: string) => void) | undefined) {
    this.#clock = clock;
    this.#onLine = onLine;
  }

  began(fn: LambdaFunction, requestId: string): void {
    if (this.#onLine === undefined) return;
    for (const line of startLines(fn, requestId, this.#clock.now())) this.#onLine(line);
  }

  ended(fn: LambdaFunction, { requestId, ...served }: Served & { readonly requestId: string }, outcome: Outcome): void {
    if (this.#onLine === undefined) return;
    const { ending, environment, durationMs, initMs } = served;
    const report = {
      requestId,
      durationMs,
      initMs,
      memoryMegabytes: fn.memoryMegabytes,
      maxUsedMegabytes: environment.maxUsedMegabytes,
      status: ending.type === 'timeout' ? 'timeout' : outcome.kind === 'returned' ? 'success' : 'error',
      errorType: outcome.kind === 'failed' ? outcome.error.errorType : undefined,
    } as const;
    for (const line of endLines(fn, report, this.#clock.now())) this.#onLine(line);
  }
}
