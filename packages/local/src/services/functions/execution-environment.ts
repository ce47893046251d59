import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { toCallText } from './bootstrap/call-text.ts';
import { Mailbox } from './bootstrap/mailbox.ts';
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
  readonly settings: Omit<EnvironmentSettings, 'mailbox'>;
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
  readonly #mailbox = new Mailbox();
  #ending: Ending | undefined;
  #settle: ((ending: Ending) => void) | undefined;
  #maxUsedMegabytes: number | undefined;
  #samples = 0;
  #sampledCall: Call | undefined;
  #call: Call | undefined;
  readonly #printed: string[] = [];
  readonly #memoryLimit: number;

  constructor(options: EnvironmentOptions) {
    this.#memoryLimit = options.memoryMegabytes * 2 ** 20;
    this.#worker = new Worker(bootstrap, {
      workerData: { ...options.settings, mailbox: this.#mailbox.memory },
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

  /** Megabytes of heap and external memory, the most seen at the end of a call; undefined before one has ended, or when nobody is told. */
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
   * over the function's memory is destroyed. Memory of native add-ons is not seen. A call that began after the last look
   * is spared but for every tenth time: a look interrupts the thread.
   */
  async sampleMemory(): Promise<void> {
    const isNew = this.#call !== this.#sampledCall;
    this.#sampledCall = this.#call;
    this.#samples++;
    if (this.#ending || !this.#settle || (isNew && this.#samples % 10 !== 0)) return;
    // rejects when the thread ends meanwhile
    const statistics = await this.#worker.getHeapStatistics().catch(() => undefined);
    if (!statistics || statistics.used_heap_size + statistics.external_memory <= this.#memoryLimit) return;
    this.#died({ type: 'out-of-memory' });
    await this.#worker.terminate();
  }

  /** Sends one call; `Infinity`: without a limit. Must not be used before `ready` or while another call runs. */
  run(call: Call, limitMillis: number): Promise<Ending> {
    this.#call = call;
    const ending = this.#next(limitMillis);
    const text = toCallText(call);
    if (this.#mailbox.fits(text)) this.#mailbox.put(text);
    else {
      this.#worker.postMessage(text);
      this.#mailbox.put(undefined);
    }
    return ending;
  }

  /** Destroys the thread, whatever it does; resolves when it is gone. */
  async end(): Promise<void> {
    this.#died({ type: 'killed' });
    await this.#worker.terminate();
  }

  #next(limitMillis: number): Promise<Ending> {
    if (this.#ending) return Promise.resolve(this.#ending);
    return new Promise((resolve) => {
      const timer = Number.isFinite(limitMillis)
        ? setTimeout(() => this.#died({ type: 'timeout' }), Math.max(0, limitMillis))
        : undefined;
      this.#settle = (ending) => {
        clearTimeout(timer);
        resolve(ending);
      };
    });
  }

  #answered(message: Exclude<Message, LogMessage>): void {
    if ('usedMegabytes' in message && message.usedMegabytes !== undefined) {
      this.#maxUsedMegabytes = Math.max(this.#maxUsedMegabytes ?? 0, message.usedMegabytes);
    }
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(message);
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
