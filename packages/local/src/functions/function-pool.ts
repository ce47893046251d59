import { randomUUID } from 'node:crypto';
import type { Clock, Invocation, LambdaFunction, Outcome } from '../model/index.ts';
import type { Call } from './bootstrap/protocol.ts';
import { CallLines } from './call-lines.ts';
import { callOutcome, isReusable } from './call-outcome.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import { killed } from './lambda-errors.ts';
import { notRun } from './not-invoked-outcome.ts';
import { type Served, startCall } from './start-call.ts';
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
  /** When an environment is idle after a call. */
  readonly onIdle: () => void;
  /** Takes Lambda's own lines. */
  readonly onLine: ((line: string) => void) | undefined;
}

/** A place for one environment: at most as many are taken as environments may be. */
interface EnvironmentSlot {
  environment: ExecutionEnvironment | undefined;
  /** Is ended after its call. */
  retired: boolean;
  /** Real milliseconds, as `performance.now()` counts them. */
  idleSince: number;
}

interface Job {
  readonly payload: string;
  readonly requestId: string;
  /** Its START line is out: it is written once, also when another environment runs the call after all. */
  isTold: boolean;
}

/**
 * The execution environments of one function. Each serves one call at a time; concurrent calls start further ones. The
 * most recently used idle one serves next, so that the others age.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #idle: EnvironmentSlot[] = [];
  readonly #busy = new Set<EnvironmentSlot>();
  readonly #waiting: (() => void)[] = [];
  readonly #lines: CallLines;
  #fn: LambdaFunction;
  #accepted = 0;
  #retired = false;
  #closed = false;
  #onQuiet: (() => void) | undefined;

  constructor(fn: LambdaFunction, options: PoolOptions) {
    this.#fn = fn;
    this.#options = options;
    this.#lines = new CallLines(options.clock, options.onLine);
  }

  /** Whether no call runs or waits. */
  get isQuiet(): boolean {
    return this.#accepted === 0;
  }

  /** Since when the environment has been idle that has been idle longest; undefined when there is none. */
  get idleSince(): number | undefined {
    return this.#idle[0]?.idleSince;
  }

  /** @param payload JSON text of the event, within Lambda's limit */
  async invoke(payload: string): Promise<Invocation> {
    const requestId = randomUUID();
    if (this.#accepted >= this.#options.concurrency) return notRun({ kind: 'throttled' }, requestId);
    this.#accepted++;
    try {
      return await this.#serve({ payload, requestId, isTold: false });
    } finally {
      this.#accepted--;
      this.#waiting.shift()?.();
      if (this.isQuiet) this.#onQuiet?.();
    }
  }

  /** Takes the same function from another place of the disk, or with another resource policy: environments live on. */
  redeclare(fn: LambdaFunction): void {
    this.#fn = fn;
  }

  /** Ends environments that have been idle for so long. @param now real milliseconds, as `performance.now()` counts them */
  reclaim(idleMillis: number, now: number): void {
    const kept = this.#idle.findIndex(({ idleSince }) => now - idleSince < idleMillis);
    for (const { environment } of this.#idle.splice(0, kept === -1 ? this.#idle.length : kept)) void environment?.end();
  }

  /** Ends the idle environments now and the busy ones after their calls. */
  async makeCold(): Promise<void> {
    for (const slot of this.#busy) slot.retired = true;
    await Promise.all(this.#idle.splice(0).map(({ environment }) => environment?.end()));
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
    if (!this.isQuiet) await new Promise<void>((resolve) => (this.#onQuiet = resolve));
  }

  /** A call that an environment could not begin goes to another one. */
  async #serve(job: Job): Promise<Invocation> {
    for (let waited = false; ; waited = true) {
      const slot = await this.#takeSlot(waited);
      if (slot === undefined) return notRun(job.isTold ? killedBefore(job) : { kind: 'throttled' }, job.requestId);
      const served = await this.#callIn(slot, job);
      if (served.ending.type !== 'recalled') return this.#report(served, job.requestId);
    }
  }

  /** @param waited goes before those who wait for the first time. @returns `undefined` when the pool is closed */
  async #takeSlot(waited: boolean): Promise<EnvironmentSlot | undefined> {
    for (let first = !waited; this.#idle.length === 0 && this.#busy.size >= this.#options.environments; first = false) {
      if (this.#closed) return undefined;
      await this.#freed(first);
    }
    if (this.#closed) return undefined;
    const slot = this.#idle.pop() ?? { environment: undefined, retired: this.#retired, idleSince: 0 };
    this.#busy.add(slot);
    return slot;
  }

  #freed(isNew: boolean): Promise<void> {
    return new Promise((resolve) => {
      if (isNew) this.#waiting.push(resolve);
      else this.#waiting.unshift(resolve);
    });
  }

  async #callIn(slot: EnvironmentSlot, job: Job): Promise<Served> {
    try {
      const served = slot.environment ? await this.#run(slot.environment, job) : await this.#start(slot, job);
      slot.retired ||= this.#closed || !served.environment.isAlive || !isReusable(served.ending);
      return served;
    } catch (error) {
      slot.retired = true;
      throw error;
    } finally {
      if (slot.retired) await slot.environment?.end();
      this.#free(slot);
    }
  }

  #free(slot: EnvironmentSlot): void {
    this.#busy.delete(slot);
    if (slot.retired) return;
    slot.idleSince = performance.now();
    this.#idle.push(slot);
    this.#options.onIdle();
  }

  async #run(environment: ExecutionEnvironment, job: Job): Promise<Served> {
    this.#tellStart(job);
    const call = this.#toCall(job, this.#fn.timeoutSeconds * 1000);
    return { ...(await environment.run(call, this.#timeoutMillis)), environment };
  }

  #start(slot: EnvironmentSlot, job: Job): Promise<Served> {
    const { initLimitMillis, unlimited, start } = this.#options;
    const fn = this.#fn;
    return startCall({
      initLimitMillis: unlimited ? Number.POSITIVE_INFINITY : initLimitMillis,
      timeoutMillis: this.#timeoutMillis,
      start: () => {
        const environment = start(fn);
        slot.environment = environment;
        if (this.#closed) void environment.end();
        return environment;
      },
      toCall: (leftMillis) => this.#toCall(job, Math.min(leftMillis, fn.timeoutSeconds * 1000)),
      onBegin: () => this.#tellStart(job),
    });
  }

  get #timeoutMillis(): number {
    return this.#options.unlimited ? Number.POSITIVE_INFINITY : this.#fn.timeoutSeconds * 1000;
  }

  #toCall({ payload, requestId }: Job, leftMillis: number): Call {
    return { requestId, payload, leftMillis, traceId: newTraceId(this.#options.clock.now()) };
  }

  #report(served: Served, requestId: string): Invocation {
    const { ending, durationMs, initMs, printed } = served;
    const outcome = callOutcome(ending, this.#fn, requestId);
    this.#lines.ended(this.#fn, { ...served, requestId }, outcome);
    return { outcome, requestId, cold: initMs !== undefined, durationMs, logs: printed };
  }

  #tellStart(job: Job): void {
    if (!job.isTold) this.#lines.began(this.#fn, job.requestId);
    job.isTold = true;
  }
}

const killedBefore = ({ requestId }: Job): Outcome => ({ kind: 'failed', error: killed(requestId) });
