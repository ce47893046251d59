import { randomUUID } from 'node:crypto';
import type { Clock, Invocation, LambdaFunction, Outcome } from '../model/index.ts';
import type { Call } from './bootstrap/protocol.ts';
import { CallLines } from './call-lines.ts';
import { callOutcome, isReusable } from './call-outcome.ts';
import type { Ended } from './environment-calls.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import { killed } from './lambda-errors.ts';
import { notRun } from './not-run.ts';
import type { Solitude } from './solitude.ts';
import { type Served, startCall } from './start-call.ts';
import { newTraceId } from './trace-id.ts';
import { UsualTime } from './usual-time.ts';

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
  /** Of all pools together. */
  readonly solitude: Solitude;
  /** Takes Lambda's own lines. */
  readonly onLine: ((line: string) => void) | undefined;
}

/** An environment's place in the pool. */
interface Place {
  environment: ExecutionEnvironment | undefined;
  /** Calls under way. */
  calls: number;
  /** Takes no further call, and is ended after those under way. */
  retired: boolean;
  /** Real milliseconds, as `performance.now()` counts them. */
  idleSince: number;
}

interface Job {
  readonly payload: string;
  readonly requestId: string;
  /** Its START line is out: a call that is recalled may have seemed to begin. */
  isTold: boolean;
}

/**
 * A function whose handler usually takes no longer may have calls wait for a running one, where to wake another thread costs
 * more; and a call that is alone is waited for on the spot, so long.
 */
const shortMillis = 0.25;
/** Milliseconds after which a call no longer waits for the one that runs before it. */
const patienceMillis = 2;

/** The execution environments of one function: the most recently used idle one serves next, so that the others age. */
export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #idle: Place[] = [];
  readonly #busy = new Set<Place>();
  readonly #waiting: (() => void)[] = [];
  /** How many of them need an environment without calls: none gets further calls until they have theirs. */
  #waitingAlone = 0;
  readonly #usual = new UsualTime();
  readonly #lines: CallLines;
  #fn: LambdaFunction;
  #accepted = 0;
  #impatience: NodeJS.Timeout | undefined;
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

  /** @param payload JSON text of the event, within Lambda's limit */
  async invoke(payload: string): Promise<Invocation> {
    const requestId = randomUUID();
    if (this.#accepted >= this.#options.concurrency) return notRun({ kind: 'throttled' }, requestId);
    this.#accepted++;
    this.#options.solitude.enter();
    const job: Job = { payload, requestId, isTold: false };
    try {
      // a call that was recalled did not begin: it goes to another environment, behind nobody
      for (let recalled = false; ; recalled = true) {
        let place = this.#choose(payload, recalled);
        for (let first = !recalled; place === undefined && !this.#closed; first = false) {
          await this.#freed({ first, alone: recalled });
          place = this.#choose(payload, recalled);
        }
        if (place === undefined) return notRun(recalled ? endedBefore(requestId) : { kind: 'throttled' }, requestId);
        const served = await this.#callOn(place, job);
        if (served.ending.type !== 'recalled') return this.#report(served, requestId);
      }
    } finally {
      this.#accepted--;
      this.#options.solitude.leave();
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
    for (const place of this.#busy) place.retired = true;
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
    clearTimeout(this.#impatience);
    for (const wake of this.#waiting.splice(0)) wake();
    const busy = [...this.#busy];
    await Promise.all([this.makeCold(), ...busy.map(({ environment }) => environment?.end())]);
    if (!this.isQuiet) await new Promise<void>((resolve) => (this.#onQuiet = resolve));
  }

  /** To be used at once: only then it counts. @returns `undefined` when all are busy, or the pool is closed */
  #choose(payload: string, alone: boolean): Place | undefined {
    if (this.#closed) return undefined;
    const mayShare = !alone && this.#waitingAlone === 0 && this.#usual.millis <= shortMillis;
    const shared = mayShare ? this.#withRoomBehind(payload) : undefined;
    if (shared) return shared;
    const idle = this.#idle.pop();
    if (idle || this.#busy.size >= this.#options.environments) return idle;
    return { environment: undefined, calls: 0, retired: this.#retired, idleSince: 0 };
  }

  /** Waits for the end of a call. Who has waited before, and who was recalled, is not put back behind others. */
  #freed({ first, alone }: { readonly first: boolean; readonly alone: boolean }): Promise<void> {
    if (alone) this.#waitingAlone++;
    return new Promise((resolve) => {
      const wake = (): void => {
        if (alone) this.#waitingAlone--;
        resolve();
      };
      if (first) this.#waiting.push(wake);
      else this.#waiting.unshift(wake);
    });
  }

  #withRoomBehind(payload: string): Place | undefined {
    for (const place of this.#busy) {
      if (place.retired || !place.environment?.hasRoomBehind(payload)) continue;
      this.#impatience ??= setTimeout(() => this.#losePatience(), patienceMillis);
      return place;
    }
    return undefined;
  }

  #losePatience(): void {
    this.#impatience = undefined;
    const waiting = [...this.#busy].filter(({ environment }) => environment?.recallBehind(patienceMillis));
    if (waiting.length > 0) this.#impatience = setTimeout(() => this.#losePatience(), patienceMillis);
  }

  async #callOn(place: Place, job: Job): Promise<Served> {
    this.#busy.add(place);
    place.calls++;
    try {
      const { environment: warm } = place;
      const served = warm ? { ...(await this.#run(warm, job)), environment: warm } : await this.#start(place, job);
      const { ending, environment } = served;
      const isOver = !environment.isAlive || (ending.type !== 'recalled' && !isReusable(ending));
      if (isOver) place.retired = true;
      if (isOver || (place.retired && place.calls === 1)) await environment.end();
      return served;
    } catch (error) {
      place.retired = true;
      await place.environment?.end();
      throw error;
    } finally {
      place.calls--;
      if (place.calls === 0) this.#free(place);
    }
  }

  #free(place: Place): void {
    this.#busy.delete(place);
    place.retired ||= this.#closed;
    if (place.retired) return;
    place.idleSince = performance.now();
    this.#idle.push(place);
  }

  #run(environment: ExecutionEnvironment, job: Job): Promise<Ended> {
    const call = this.#toCall(job, this.#fn.timeoutSeconds * 1000);
    const onBegin = (): void => this.#tellStart(job);
    const ended = environment.run(call, { limitMillis: this.#timeoutMillis, onBegin });
    if (this.#usual.millis <= shortMillis && this.#options.solitude.isAlone()) environment.awaitFirst(shortMillis);
    return ended;
  }

  #start(place: Place, job: Job): Promise<Served> {
    const { initLimitMillis, unlimited, start } = this.#options;
    const fn = this.#fn;
    return startCall({
      initLimitMillis: unlimited ? Number.POSITIVE_INFINITY : initLimitMillis,
      timeoutMillis: this.#timeoutMillis,
      start: () => {
        const environment = start(fn);
        place.environment = environment;
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
    if (isReusable(ending)) this.#usual.note(durationMs);
    const outcome = callOutcome(ending, this.#fn, requestId);
    this.#lines.ended(this.#fn, { ...served, requestId }, outcome);
    return { outcome, requestId, cold: initMs !== undefined, durationMs, logs: printed };
  }

  #tellStart(job: Job): void {
    if (!job.isTold) this.#lines.began(this.#fn, job.requestId);
    job.isTold = true;
  }
}

const endedBefore = (requestId: string): Outcome => ({ kind: 'failed', error: killed(requestId) });
