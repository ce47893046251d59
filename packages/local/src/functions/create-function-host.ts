import type { FunctionHost, Invocation, LambdaFunction } from '../model/index.ts';
import { tellListener } from '../runtime/index.ts';
import { DeployedFunction } from './deployed-function.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import { assertHostOptions, type FunctionHostOptions } from './function-host-options.ts';
import { FunctionPool } from './function-pool.ts';
import { hostDefaults } from './host-defaults.ts';
import { IdleExpiry } from './idle-expiry.ts';
import { MemorySampler } from './memory-sampler.ts';
import { notRun } from './not-invoked-outcome.ts';
import { startEnvironment } from './start-environment.ts';
import { timeZoneWarning } from './time-zone.ts';

export type { FunctionHostOptions } from './function-host-options.ts';

/** What a deployment may change beside the functions. */
export type DeploymentChange = Pick<FunctionHostOptions, 'functions'> &
  Partial<Pick<FunctionHostOptions, 'region' | 'endpoints' | 'redirects'>>;

/** New versions of the functions, ready to take over. */
export interface Deployment {
  /** Calls the new versions. Who holds it keeps calling them, also after the next deployment. */
  invoke: FunctionHost['invoke'];
  /** Makes them current. Versions they replace serve those who still hold them, then end. */
  commit(): void;
}

/** A function host whose functions can be replaced while it runs. */
export interface ReloadableFunctionHost extends FunctionHost {
  /** Threads that run or are ending. */
  readonly environmentCount: number;
  /**
   * Makes new versions of the functions without starting anything. A function whose declaration and code are the same
   * keeps its environments; so does one whose code was moved as it is.
   *
   * @throws TypeError as {@link createFunctionHost}
   */
  prepare(change: DeploymentChange): Deployment;
}

type Functions = ReadonlyMap<string, DeployedFunction>;

const listener = 'a listener to the log';

/**
 * Runs Lambda functions from their unpacked assets, each execution environment in a thread of its own. A function that
 * cannot be run as AWS would run it (see `functionFaults`) fails every call with the reasons. A payload over 6 MB fails
 * with `RequestEntityTooLargeException` and runs nothing; that it is JSON is the caller's business.
 *
 * Memory is bounded exactly for the heap; buffers are looked at ten times a second while a call runs. A thread is no sandbox against hostile
 * code: it can read the files of this machine. The time zone is that of the process
 * ({@link functionTimeZone}): functions that declare different ones are refused.
 *
 * @throws TypeError options or ARNs are wrong: all faults at once
 */
export function createFunctionHost(options: FunctionHostOptions): ReloadableFunctionHost {
  assertHostOptions(options);
  const warning = timeZoneWarning(Intl.DateTimeFormat().resolvedOptions().timeZone, options.functions);
  if (warning !== undefined) process.emitWarning(warning, { code: 'SCOPEGATE_TIME_ZONE' });
  return new Host(options);
}

class Host implements ReloadableFunctionHost {
  readonly #living = new Set<ExecutionEnvironment>();
  readonly #replaced = new Set<DeployedFunction>();
  readonly #sampler = new MemorySampler(this.#living);
  readonly #expiry: IdleExpiry;
  #options: FunctionHostOptions;
  #current: Functions;
  #closing: Promise<void> | undefined;

  constructor(options: FunctionHostOptions) {
    this.#options = options;
    this.#current = this.#deploy(options, new Map());
    this.#expiry = new IdleExpiry((options.idleSeconds ?? hostDefaults.idleSeconds) * 1000, () =>
      [...this.#current.values()].map(({ pool }) => pool),
    );
  }

  get environmentCount(): number {
    return this.#living.size;
  }

  invoke(functionArn: string, payload: string): Promise<Invocation> {
    return this.#invoke(this.#current, functionArn, payload);
  }

  prepare(change: DeploymentChange): Deployment {
    const options = { ...this.#options, ...change };
    assertHostOptions(options);
    const next = this.#deploy(options, this.#reusable(options));
    return {
      invoke: (functionArn, payload) => this.#invoke(next, functionArn, payload),
      commit: () => this.#commit(options, next),
    };
  }

  async makeCold(functionArn?: string): Promise<void> {
    const all = [...this.#current];
    const chosen = all.filter(([arn]) => functionArn === undefined || arn === functionArn);
    await Promise.all(chosen.map(([, { pool }]) => pool.makeCold()));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#sampler.stop();
    this.#expiry.stop();
    await Promise.all([...this.#current.values(), ...this.#replaced].map(({ pool }) => pool.close()));
    // versions that were prepared only, and those that callers still held
    while (this.#living.size > 0) await Promise.all([...this.#living].map((environment) => environment.end()));
  }

  #invoke(functions: Functions, functionArn: string, payload: string): Promise<Invocation> {
    if (this.#closing !== undefined)
      return Promise.reject(new Error('The function host is closed: invoke nothing after close().'));
    this.#sampler.wake();
    return functions.get(functionArn)?.invoke(payload) ?? Promise.resolve(notRun({ kind: 'unknown-function' }));
  }

  /** Versions may live on only as long as all that environments are given stays the same. */
  #reusable({ region, endpoints, redirects }: FunctionHostOptions): Functions {
    const { region: was, endpoints: wereEndpoints, redirects: wereRedirects } = this.#options;
    const same = JSON.stringify([region, endpoints, redirects]) === JSON.stringify([was, wereEndpoints, wereRedirects]);
    return same ? this.#current : new Map();
  }

  #deploy(options: FunctionHostOptions, reusable: Functions): Functions {
    return new Map(
      options.functions.map((fn) => {
        const before = reusable.get(fn.arn);
        return [fn.arn, before?.serves(fn) ? before : this.#create(fn, options)];
      }),
    );
  }

  #create(fn: LambdaFunction, options: FunctionHostOptions): DeployedFunction {
    const {
      clock,
      concurrency = hostDefaults.concurrency,
      environments = hostDefaults.environments,
      initLimitSeconds = hostDefaults.initLimitSeconds,
      unlimited = false,
      onLog,
    } = options;
    const onLine = onLog && ((line: string): void => tellListener(listener, () => onLog(fn.functionName, line)));
    const start = (declared: LambdaFunction): ExecutionEnvironment => {
      deployed.noteCode();
      const environment: ExecutionEnvironment = startEnvironment(declared, options, {
        onLog: (entry) => onLine?.(entry),
        onExit: () => this.#living.delete(environment),
      });
      this.#living.add(environment);
      if (this.#closing !== undefined) void environment.end();
      return environment;
    };
    const initLimitMillis = initLimitSeconds * 1000;
    const bound = Math.min(concurrency, fn.reservedConcurrency ?? concurrency);
    const pool = new FunctionPool(fn, {
      clock,
      concurrency: bound,
      environments,
      initLimitMillis,
      unlimited,
      start,
      onIdle: () => this.#expiry.wake(),
      onLine,
    });
    const deployed = new DeployedFunction(fn, pool);
    return deployed;
  }

  #commit(options: FunctionHostOptions, next: Functions): void {
    const kept = new Set(next.values());
    const replaced = [...this.#current.values()].filter((deployed) => !kept.has(deployed));
    for (const fn of options.functions) {
      const deployed = next.get(fn.arn);
      if (deployed && this.#current.get(fn.arn) === deployed) deployed.redeclare(fn);
    }
    this.#options = options;
    this.#current = next;
    for (const deployed of this.#replaced) if (deployed.pool.isQuiet) this.#replaced.delete(deployed);
    for (const deployed of replaced) {
      this.#replaced.add(deployed);
      void deployed.pool.retire();
    }
  }
}
