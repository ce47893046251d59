import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { toCallText } from './bootstrap/call-text.ts';
import { Mailbox } from './bootstrap/mailbox.ts';
import type { Failed, Message, Returned } from './bootstrap/message.ts';
import type { Call, EnvironmentSettings } from './bootstrap/protocol.ts';
import { CallTimer } from './call-timer.ts';
import type { Ended, Ending } from './ending.ts';
import { Inbox } from './inbox.ts';

const bootstrap = new URL(`./bootstrap/bootstrap${extname(import.meta.url)}`, import.meta.url);

export interface EnvironmentOptions {
  readonly settings: Omit<EnvironmentSettings, 'mailbox' | 'port' | 'heard'>;
  /** What the thread's environment is made of before the runtime fills it; Node itself reads it. */
  readonly variablesAtStart: Readonly<Record<string, string>>;
  /** Bounds the thread's heap exactly, and with {@link ExecutionEnvironment.sampleMemory} heap and buffers together. */
  readonly memoryMegabytes: number;
  /** Every log event as it comes. */
  readonly onLog: (entry: string) => void;
  /** When the thread is gone. */
  readonly onExit?: () => void;
}

/** The call that runs. */
interface RunningCall {
  readonly timer: CallTimer;
  readonly end: (ended: Ended) => void;
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
  readonly #inbox = new Inbox((message) => this.#receive(message));
  readonly #init = Promise.withResolvers<Ending>();
  readonly #printed: string[] = [];
  readonly #memoryLimit: number;
  readonly #onLog: EnvironmentOptions['onLog'];
  #isReady = false;
  #call: RunningCall | undefined;
  #ending: Ending | undefined;
  #maxUsedMegabytes: number | undefined;
  #samples = 0;
  #sampledCall: RunningCall | undefined;

  constructor(options: EnvironmentOptions) {
    this.#memoryLimit = options.memoryMegabytes * 2 ** 20;
    this.#onLog = options.onLog;
    const { thread } = this.#inbox;
    this.#worker = new Worker(bootstrap, {
      workerData: { ...options.settings, mailbox: this.#mailbox.memory, ...thread } satisfies EnvironmentSettings,
      transferList: [thread.port],
      env: { ...options.variablesAtStart },
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMegabytes },
    });
    this.#worker.on('error', (error) => this.#died(crashEnding(error)));
    this.#worker.on('exit', (code) => {
      this.#died({ type: 'exited', code });
      this.#inbox.hear();
      options.onExit?.();
    });
  }

  /** Megabytes of heap and external memory, the most seen at the end of a call; undefined before one has ended, or when nothing listens. */
  get maxUsedMegabytes(): number | undefined {
    return this.#maxUsedMegabytes;
  }

  /** Whether it takes further calls. */
  get isAlive(): boolean {
    return this.#ending === undefined;
  }

  /** Whether its init or a call is under way. */
  get isBusy(): boolean {
    return this.isAlive && (!this.#isReady || this.#call !== undefined);
  }

  /** Takes the log events that the function itself printed since the last time. */
  takePrinted(): string[] {
    return this.#printed.splice(0);
  }

  /** Waits for the init that began with construction. @param limitMillis after which the environment is destroyed */
  async initialized(limitMillis: number): Promise<Ending> {
    const timer = new CallTimer({
      limitMillis,
      onLook: () => this.#inbox.hear(),
      onTimeUp: () => {
        if (!this.#isReady) this.#died({ type: 'timeout' });
      },
    });
    try {
      return await this.#init.promise;
    } finally {
      timer.stop();
    }
  }

  /**
   * Runs one call. Must not be used before `ready`, nor while another call runs.
   *
   * @param limitMillis milliseconds after which the environment is destroyed; `Infinity`: none
   */
  run(call: Call, limitMillis: number): Promise<Ended> {
    if (this.#ending) return Promise.resolve({ ending: { type: 'recalled' }, durationMs: 0, printed: [] });
    return new Promise((end) => {
      const timer = new CallTimer({
        limitMillis,
        onLook: () => this.#inbox.hear(),
        onTimeUp: () => this.#died({ type: 'timeout' }),
      });
      this.#call = { timer, end };
      this.#leave(toCallText(call));
    });
  }

  /**
   * Looks at a busy environment from outside, even in an endless loop: one whose heap and external memory (buffers) are
   * over the function's memory is destroyed. Memory of native add-ons is not seen. A look interrupts the thread, so a call
   * that began after the last look is passed over, nine times in ten.
   */
  async sampleMemory(): Promise<void> {
    const isNew = this.#call !== this.#sampledCall;
    this.#sampledCall = this.#call;
    this.#samples++;
    if (!this.isBusy || (isNew && this.#samples % 10 !== 0)) return;
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

  #leave(text: string): void {
    const fits = Mailbox.fits(text);
    if (!fits) this.#inbox.send(text);
    this.#mailbox.put(fits ? text : undefined);
  }

  #receive(message: Message | undefined): void {
    // not the runtime's: nothing that this thread says can be relied on
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
    // the thread ends itself after a fatal error; an answer that nothing asked for is not the runtime's
    if (message.type === 'failed' && message.fatal) this.#died(message);
    else if (this.#call === undefined) this.#died({ type: 'exited', code: 1 });
    else this.#endCall(message, message.handlerMs);
  }

  /** The first cause of death is the one that counts; the exit that follows from it adds nothing. */
  #died(ending: Ending): void {
    if (this.#ending) return;
    // an answer may be there; what the function said last may be the cause
    this.#inbox.hear();
    if (this.#ending) return;
    this.#ending = ending;
    this.#init.resolve(ending);
    const wasTaken = ending.type === 'timeout' || !this.#mailbox.recall();
    this.#endCall(wasTaken ? ending : { type: 'recalled' });
  }

  #endCall(ending: Ending, handlerMs?: number): void {
    const call = this.#call;
    this.#call = undefined;
    if (call === undefined) return;
    call.timer.stop();
    call.end({ ending, durationMs: handlerMs ?? call.timer.elapsedMillis, printed: this.takePrinted() });
  }
}

/** By its code alone: the error may come from another realm. */
function crashEnding(error: unknown): Ending {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? { type: 'out-of-memory' } : { type: 'exited', code: 1 };
}
