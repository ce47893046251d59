import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { LambdaFunction } from '../../model.ts';
import { callOutcome, isReusable } from './call-outcome.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { Invocation, Outcome } from './function-host.ts';
import { endLines, startLines } from './platform-lines.ts';
import { type Served, serveCall } from './serve-call.ts';
import { newTraceId } from './trace-id.ts';

export interface PoolOptions {
  readonly clock: Clock;
  /** Calls at a time, running and waiting; beyond, a call is throttled. 0: every call is. */
  readonly concurrency: number;
  /** Environments at a time: threads of this machine. Calls wait for one where AWS would have started another. At least 1. */
  readonly environments: number;
  readonly initLimitMillis: number;
  /** Lets calls and inits take as long as they like: a debugger may hold them. */
  readonly unlimited: boolean;
  readonly start: (fn: LambdaFunction) => ExecutionEnvironment;
  /** Lambda's own lines; not made when nobody listens. */
  readonly onLine: ((line: string) => void) | undefined;
}

interface Slot {
  environment: ExecutionEnvironment | undefined;
  /** To be ended after its call. */
  retired: boolean;
  call: Promise<Invocation> | undefined;
}

interface Idle {
  readonly environment: ExecutionEnvironment;
  /** Real milliseconds, as `performance.now()` counts them. */
  readonly since: number;
}

interface Job {
  readonly slot: Slot;
  readonly warm: ExecutionEnvironment | undefined;
  readonly payload: string;
  readonly requestId: string;
}

/** The execution environments of one function: the most recently used idle one serves next, so that the others age. */
export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #idle: Idle[] = [];
  readonly #busy = new Set<Slot>();
  readonly #waiting: (() => void)[] = [];
  #fn: LambdaFunction;
  #retired = false;
  #closed = false;

  constructor(fn: LambdaFunction, options: PoolOptions) {
    this.#fn = fn;
    this.#options = options;
  }

  /** Whether no call runs or waits. */
  get isQuiet(): boolean {
    return this.#busy.size === 0 && this.#waiting.length === 0;
  }

  /** @param payload JSON text of the event, within Lambda's limit */
  invoke(payload: string): Promise<Invocation> {
    const requestId = randomUUID();
    const { concurrency, environments } = this.#options;
    if (this.#busy.size + this.#waiting.length >= concurrency) return Promise.resolve(throttled(requestId));
    return this.#busy.size < environments ? this.#take(payload, requestId) : this.#takeWhenFree(payload, requestId);
  }

  async #takeWhenFree(payload: string, requestId: string): Promise<Invocation> {
    while (this.#busy.size >= this.#options.environments && !this.#closed) await this.#freed();
    return this.#take(payload, requestId);
  }

  #take(payload: string, requestId: string): Promise<Invocation> {
    if (this.#closed) return Promise.resolve(throttled(requestId));
    const warm = this.#idle.pop()?.environment;
    const slot: Slot = { environment: warm, retired: this.#retired, call: undefined };
    this.#busy.add(slot);
    slot.call = this.#call({ slot, warm, payload, requestId });
    return slot.call;
  }

  #freed(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Takes the same function from another place of the disk, or with another resource policy: environments live on. */
  redeclare(fn: LambdaFunction): void {
    this.#fn = fn;
  }

  /** Ends environments that have been idle for so long. @param now real milliseconds, as `performance.now()` counts them */
  reclaim(idleMillis: number, now: number): void {
    const kept = this.#idle.findIndex(({ since }) => now - since < idleMillis);
    for (const { environment } of this.#idle.splice(0, kept === -1 ? this.#idle.length : kept)) void environment.end();
  }

  /** Ends the idle environments now and the busy ones after their call. */
  async makeCold(): Promise<void> {
    for (const slot of this.#busy) slot.retired = true;
    await Promise.all(this.#idle.splice(0).map(({ environment }) => environment.end()));
  }

  /** After a newer version took over: serves those who still hold this one, and keeps no environment after a call. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.makeCold();
  }

  /** Ends all environments; calls under way end as killed. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    const busy = [...this.#busy];
    await Promise.all([this.makeCold(), ...busy.map(({ environment }) => environment?.end())]);
    await Promise.allSettled(busy.map(({ call }) => call));
  }

  async #call(job: Job): Promise<Invocation> {
    try {
      const served = await this.#serve(job);
      if (!this.#keep(job.slot, served)) await served.environment.end();
      return this.#report(served, job.requestId);
    } finally {
      this.#busy.delete(job.slot);
      this.#waiting.shift()?.();
    }
  }

  #serve(job: Job): Promise<Served> {
    const { clock, initLimitMillis, unlimited, start, onLine } = this.#options;
    const { slot, warm, payload, requestId } = job;
    const fn = this.#fn;
    return serveCall({
      warm,
      initLimitMillis: unlimited ? Number.POSITIVE_INFINITY : initLimitMillis,
      timeoutMillis: unlimited ? Number.POSITIVE_INFINITY : fn.timeoutSeconds * 1000,
      start: () => {
        const environment = start(fn);
        slot.environment = environment;
        if (this.#closed) void environment.end();
        return environment;
      },
      toCall: (budgetMillis) => {
        const now = clock.now();
        const leftMillis = Math.min(budgetMillis, fn.timeoutSeconds * 1000);
        return { requestId, payload, deadline: now + leftMillis, traceId: newTraceId(now) };
      },
      onStart: () => {
        if (onLine) for (const line of startLines(fn, requestId, clock.now())) onLine(line);
      },
    });
  }

  /** Whether the environment lives on, and is idle from now. */
  #keep(slot: Slot, { ending, environment }: Served): boolean {
    if (!isReusable(ending) || slot.retired || this.#closed) return false;
    this.#idle.push({ environment, since: performance.now() });
    return true;
  }

  #report(served: Served, requestId: string): Invocation {
    const { ending, environment, durationMs, initMs } = served;
    const outcome = callOutcome(ending, this.#fn, requestId);
    this.#tell(served, outcome, requestId);
    const logs =
      served.printed.length === 0 ? environment.takePrinted() : [...served.printed, ...environment.takePrinted()];
    return { outcome, requestId, cold: initMs !== undefined, durationMs, logs };
  }

  #tell({ ending, environment, durationMs, initMs }: Served, outcome: Outcome, requestId: string): void {
    const { clock, onLine } = this.#options;
    if (onLine === undefined) return;
    const report = {
      requestId,
      durationMs,
      initMs,
      memoryMegabytes: this.#fn.memoryMegabytes,
      maxUsedMegabytes: environment.maxUsedMegabytes,
      status: ending.type === 'timeout' ? 'timeout' : outcome.kind === 'returned' ? 'success' : 'error',
      errorType: errorTypeOf(outcome),
    } as const;
    for (const line of endLines(this.#fn, report, clock.now())) onLine(line);
  }
}

const throttled = (requestId: string): Invocation => ({
  outcome: { kind: 'throttled' },
  requestId,
  cold: false,
  durationMs: 0,
  logs: [],
});

const errorTypeOf = (outcome: Outcome): string | undefined =>
  outcome.kind === 'failed' ? outcome.error.errorType : undefined;
