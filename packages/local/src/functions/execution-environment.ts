import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fromMessageText } from './bootstrap/message-text.ts';
import { OutboxReader } from './bootstrap/outbox.ts';
import type { Call, EnvironmentSettings, Failed, Message, Returned } from './bootstrap/protocol.ts';
import { type CallOptions, type Ended, EnvironmentCalls, recalled } from './environment-calls.ts';

const bootstrap = new URL(`./bootstrap/bootstrap${extname(import.meta.url)}`, import.meta.url);

/** How an init or a call ended, seen from outside. */
export type Ending =
  | { readonly type: 'ready' }
  | Returned
  | Failed
  /** The call never began: another environment may run it. */
  | { readonly type: 'recalled' }
  | { readonly type: 'timeout' }
  | { readonly type: 'out-of-memory' }
  /** Ended by {@link ExecutionEnvironment.end}. */
  | { readonly type: 'killed' }
  | { readonly type: 'exited'; readonly code: number };

export interface EnvironmentOptions {
  readonly settings: Omit<EnvironmentSettings, 'mailbox' | 'outbox'>;
  readonly variables: Readonly<Record<string, string>>;
  /** Bounds the thread's heap exactly, and with {@link ExecutionEnvironment.sampleMemory} heap and buffers together. */
  readonly memoryMegabytes: number;
  /** Every log event as it comes. */
  readonly onLog: (entry: string) => void;
  /** When the thread is gone. */
  readonly onExit?: () => void;
}

/**
 * One Lambda execution environment: a worker thread that serves one call at a time and stands still in between. Any
 * ending but `ready`, `returned` and a `failed` that is not fatal means that the thread is gone or going.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #printed: string[] = [];
  readonly #calls = new EnvironmentCalls({
    send: (text) => this.#worker.postMessage(text),
    onLook: () => this.hear(),
    onTimeUp: () => this.#died({ type: 'timeout' }),
    takePrinted: () => this.takePrinted(),
  });
  readonly #outbox = new OutboxReader();
  readonly #init = Promise.withResolvers<Ending>();
  readonly #memoryLimit: number;
  readonly #onLog: EnvironmentOptions['onLog'];
  #isReady = false;
  #ending: Ending | undefined;
  #maxUsedMegabytes: number | undefined;
  #samples = 0;
  #sampledCall: object | undefined;

  constructor(options: EnvironmentOptions) {
    this.#memoryLimit = options.memoryMegabytes * 2 ** 20;
    this.#worker = new Worker(bootstrap, {
      workerData: { ...options.settings, mailbox: this.#calls.mailbox.memory, outbox: this.#outbox.memory },
      env: { ...options.variables },
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMegabytes },
    });
    this.#onLog = options.onLog;
    this.#worker.on('message', () => this.hear());
    this.#worker.on('error', (error) => this.#died(crashEnding(error)));
    this.#worker.on('exit', (code) => {
      this.#died({ type: 'exited', code });
      this.hear();
      options.onExit?.();
    });
  }

  /** Megabytes of heap and external memory, the most seen at the end of a call; undefined before one has ended, or when nobody is told. */
  get maxUsedMegabytes(): number | undefined {
    return this.#maxUsedMegabytes;
  }

  /** Whether it takes further calls. */
  get isAlive(): boolean {
    return this.#ending === undefined;
  }

  /** Takes the log events that the function itself printed since the last time. */
  takePrinted(): string[] {
    return this.#printed.splice(0);
  }

  /** Waits for the init that began with construction. @param limitMillis after which the environment is destroyed */
  async initialized(limitMillis: number): Promise<Ending> {
    if (!Number.isFinite(limitMillis)) return this.#init.promise;
    const timer = setTimeout(() => this.#died({ type: 'timeout' }), Math.max(0, limitMillis));
    try {
      return await this.#init.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs one call, after those under way. Must not be used before `ready`, nor where there is no room. */
  run(call: Call, options: CallOptions): Promise<Ended> {
    if (this.#ending) return Promise.resolve(recalled);
    return this.#calls.add(call, options);
  }

  /** Takes what the thread has said: at its bell, and now and then without one, in case the function kept it from ringing. */
  hear(): void {
    this.#outbox.hear((text) => this.#receive(fromMessageText(text)));
  }

  /**
   * Waits on the spot for the end of the call that runs, and does nothing else meanwhile.
   *
   * @param limitMillis milliseconds, at most
   */
  awaitFirst(limitMillis: number): void {
    const until = performance.now() + limitMillis;
    const { first } = this.#calls;
    while (first && this.#calls.first === first && performance.now() < until) {
      this.#outbox.await(until);
      this.hear();
    }
  }

  /** Whether one more call may be under way, behind others if there are any; not before `ready`. */
  hasRoomBehind(payload: string): boolean {
    return this.#isReady && this.#ending === undefined && this.#calls.hasRoomBehind(payload);
  }

  /**
   * Calls that wait behind one that began so long ago end as `recalled`, if they have not begun.
   *
   * @returns whether calls wait still
   */
  recallBehind(millis: number): boolean {
    if (performance.now() - this.#calls.movedAt >= millis) this.#calls.recallWaiting();
    return this.#calls.size > 1;
  }

  /**
   * Looks at a busy environment from outside, even in an endless loop: one whose heap and external memory (buffers) are
   * over the function's memory is destroyed. Memory of native add-ons is not seen. A call that began after the last look
   * is spared but for every tenth time: a look interrupts the thread.
   */
  async sampleMemory(): Promise<void> {
    const { first } = this.#calls;
    const isNew = first !== this.#sampledCall;
    this.#sampledCall = first;
    this.#samples++;
    if (this.#ending || !this.#isBusy || (isNew && this.#samples % 10 !== 0)) return;
    // rejects when the thread ends meanwhile
    const statistics = await this.#worker.getHeapStatistics().catch(() => undefined);
    if (!statistics || statistics.used_heap_size + statistics.external_memory <= this.#memoryLimit) return;
    this.#died({ type: 'out-of-memory' });
    await this.#worker.terminate();
  }

  /** Destroys the thread, whatever it does; resolves when it is gone. */
  async end(): Promise<void> {
    this.#died({ type: 'killed' });
    await this.#worker.terminate();
  }

  get #isBusy(): boolean {
    return !this.#isReady || this.#calls.size > 0;
  }

  #receive(message: Message | undefined): void {
    // its memory is damaged: nothing it says can be relied on
    if (message === undefined) {
      this.#died({ type: 'exited', code: 1 });
      return;
    }
    switch (message.type) {
      case 'log':
        if (message.printed) this.#printed.push(message.entry);
        this.#onLog(message.entry);
        break;
      case 'ready':
        this.#isReady = true;
        this.#init.resolve(message);
        break;
      default:
        this.#answered(message);
    }
  }

  #answered(message: Returned | Failed): void {
    if (message.usedMegabytes !== undefined) {
      this.#maxUsedMegabytes = Math.max(this.#maxUsedMegabytes ?? 0, message.usedMegabytes);
    }
    // the thread ends itself after a fatal error
    if (message.type === 'failed' && message.fatal) this.#died(message);
    else this.#calls.answered(message, message.handlerMs);
  }

  /** The first cause of death is the one that counts; the exit that follows from it adds nothing. */
  #died(ending: Ending): void {
    if (this.#ending) return;
    // whoever has answered before is not hit; what the function said last may be the cause
    this.hear();
    if (this.#ending) return;
    this.#ending = ending;
    this.#init.resolve(ending);
    this.#calls.end(ending);
  }
}

/** By its code alone: the error may come from another realm. */
function crashEnding(error: unknown): Ending {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? { type: 'out-of-memory' } : { type: 'exited', code: 1 };
}
