import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Call, EnvironmentSettings, LogMessage, Message } from './bootstrap/protocol.ts';

const bootstrap = new URL(`./bootstrap/bootstrap${extname(import.meta.url)}`, import.meta.url);

/** How an init or a call ended, seen from outside. */
export type Ending =
  | Exclude<Message, LogMessage>
  | { readonly type: 'timeout' }
  | { readonly type: 'out-of-memory' }
  /** Ended by {@link ExecutionEnvironment.end}. */
  | { readonly type: 'killed' }
  | { readonly type: 'exited'; readonly code: number };

export interface EnvironmentOptions {
  readonly settings: Omit<EnvironmentSettings, 'wake'>;
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
  readonly #wake = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #ending: Ending | undefined;
  #settle: ((ending: Ending) => void) | undefined;
  #maxUsedMegabytes: number | undefined;
  readonly #printed: string[] = [];
  readonly #memoryLimit: number;

  constructor(options: EnvironmentOptions) {
    this.#memoryLimit = options.memoryMegabytes * 2 ** 20;
    this.#worker = new Worker(bootstrap, {
      workerData: { ...options.settings, wake: this.#wake.buffer },
      env: { ...options.variables },
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMegabytes },
    });
    this.#worker.on('message', (message: Message) => {
      if (message.type !== 'log') return this.#answered(message);
      if (message.printed) this.#printed.push(message.entry);
      options.onLog(message.entry);
    });
    this.#worker.on('error', (error) => this.#died(crashEnding(error)));
    this.#worker.on('exit', (code) => {
      this.#died({ type: 'exited', code });
      options.onExit?.();
    });
  }

  /** Megabytes of heap and external memory, the most seen at the end of a call; undefined before one has ended. */
  get maxUsedMegabytes(): number | undefined {
    return this.#maxUsedMegabytes;
  }

  /** Takes the log events that the function itself printed since the last time. */
  takePrinted(): string[] {
    return this.#printed.splice(0);
  }

  /** Waits for the init that began with construction. @param limitMillis after which the environment is destroyed */
  initialized(limitMillis: number): Promise<Ending> {
    return this.#next(limitMillis);
  }

  /**
   * Looks at a busy environment from outside, even in an endless loop: one whose heap and external memory (buffers) are
   * over the function's memory is destroyed. Memory of native add-ons is not seen.
   */
  async sampleMemory(): Promise<void> {
    if (this.#ending || !this.#settle) return;
    // rejects when the thread ends meanwhile
    const statistics = await this.#worker.getHeapStatistics().catch(() => undefined);
    if (!statistics || statistics.used_heap_size + statistics.external_memory <= this.#memoryLimit) return;
    this.#died({ type: 'out-of-memory' });
    await this.#worker.terminate();
  }

  /** Sends one call; `Infinity`: without a limit. Must not be used before `ready` or while another call runs. */
  run(call: Call, limitMillis: number): Promise<Ending> {
    const ending = this.#next(limitMillis);
    this.#worker.postMessage(call);
    Atomics.add(this.#wake, 0, 1);
    Atomics.notify(this.#wake, 0);
    return ending;
  }

  /** Destroys the thread, whatever it does; resolves when it is gone. */
  async end(): Promise<void> {
    this.#died({ type: 'killed' });
    await this.#worker.terminate();
  }

  async #next(limitMillis: number): Promise<Ending> {
    if (this.#ending) return this.#ending;
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const timer = Number.isFinite(limitMillis)
      ? setTimeout(() => this.#died({ type: 'timeout' }), Math.max(0, limitMillis))
      : undefined;
    this.#settle = resolve;
    const ending = await promise;
    clearTimeout(timer);
    return ending;
  }

  #answered(message: Exclude<Message, LogMessage>): void {
    if ('usedMegabytes' in message) {
      this.#maxUsedMegabytes = Math.max(this.#maxUsedMegabytes ?? 0, message.usedMegabytes);
    }
    this.#settle?.(message);
    this.#settle = undefined;
  }

  /** The first cause of death is the one that counts; the exit that follows from it adds nothing. */
  #died(ending: Ending): void {
    this.#ending ??= ending;
    this.#settle?.(this.#ending);
    this.#settle = undefined;
  }
}

/** By its code alone: the error may come from another realm. */
function crashEnding(error: unknown): Ending {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? { type: 'out-of-memory' } : { type: 'exited', code: 1 };
}
