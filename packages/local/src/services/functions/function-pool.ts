import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { LambdaFunction } from '../../model.ts';
import { callOutcome, isReusable } from './call-outcome.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { Invocation, Outcome } from './function-host.ts';
import { endLines, startLine } from './platform-lines.ts';
import { type Served, serveCall } from './serve-call.ts';

export interface PoolOptions {
  readonly fn: LambdaFunction;
  readonly clock: Clock;
  /** Calls at a time, running and waiting; beyond, a call is throttled. At least 1. */
  readonly concurrency: number;
  /** Environments at a time: threads of this machine. Calls wait for one where AWS would have started another. At least 1. */
  readonly environments: number;
  readonly initLimitMillis: number;
  readonly start: () => ExecutionEnvironment;
  readonly onLine: (line: string) => void;
}

interface Slot {
  environment: ExecutionEnvironment | undefined;
  /** To be ended after its call. */
  retired: boolean;
  call: Promise<Invocation> | undefined;
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
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #busy = new Set<Slot>();
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @param payload JSON text of the event, within Lambda's limit */
  async invoke(payload: string): Promise<Invocation> {
    const requestId = randomUUID();
    const { concurrency, environments } = this.#options;
    if (this.#busy.size + this.#waiting.length >= concurrency) return throttled(requestId);
    while (this.#busy.size >= environments && !this.#closed) await this.#freed();
    if (this.#closed) return throttled(requestId);
    const warm = this.#idle.pop();
    const slot: Slot = { environment: warm, retired: false, call: undefined };
    this.#busy.add(slot);
    slot.call = this.#call({ slot, warm, payload, requestId });
    return slot.call;
  }

  #freed(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Ends the idle environments now and the busy ones after their call. */
  async makeCold(): Promise<void> {
    for (const slot of this.#busy) slot.retired = true;
    await Promise.all(this.#idle.splice(0).map((environment) => environment.end()));
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
      await this.#release(job.slot, served);
      return this.#report(served, job.requestId);
    } finally {
      this.#busy.delete(job.slot);
      this.#waiting.shift()?.();
    }
  }

  #serve(job: Job): Promise<Served> {
    const { fn, clock, initLimitMillis, start, onLine } = this.#options;
    const { slot, warm, payload, requestId } = job;
    return serveCall({
      warm,
      initLimitMillis,
      timeoutMillis: fn.timeoutSeconds * 1000,
      start: () => {
        const environment = start();
        slot.environment = environment;
        if (this.#closed) void environment.end();
        return environment;
      },
      toCall: (budgetMillis) => ({
        requestId,
        payload,
        functionArn: fn.arn,
        deadline: clock.now() + budgetMillis,
        traceId: traceId(clock.now()),
      }),
      onStart: () => onLine(startLine(fn, requestId, clock.now())),
    });
  }

  async #release(slot: Slot, { ending, environment }: Served): Promise<void> {
    if (isReusable(ending) && !slot.retired && !this.#closed) this.#idle.push(environment);
    else await environment.end();
  }

  #report(served: Served, requestId: string): Invocation {
    const { fn, clock, onLine } = this.#options;
    const { ending, environment, durationMs, initMs } = served;
    const outcome = callOutcome(ending, fn, requestId);
    const report = {
      requestId,
      durationMs,
      initMs,
      memoryMegabytes: fn.memoryMegabytes,
      maxUsedMegabytes: environment.maxUsedMegabytes,
      status: ending.type === 'timeout' ? 'timeout' : outcome.kind === 'returned' ? 'success' : 'error',
      errorType: errorTypeOf(outcome),
    } as const;
    for (const line of endLines(fn, report, clock.now())) onLine(line);
    const logs = [...served.printed, ...environment.takePrinted()];
    return { outcome, requestId, cold: initMs !== undefined, durationMs, logs };
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

/** A trace that nobody samples. @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
function traceId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
