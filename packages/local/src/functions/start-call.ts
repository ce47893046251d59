import type { Call } from './bootstrap/protocol.ts';
import type { Ended } from './ending.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

export interface ColdCall {
  /** Starts an environment and puts it in the place of the one before. */
  readonly start: () => ExecutionEnvironment;
  readonly initLimitMillis: number;
  readonly timeoutMillis: number;
  /** The call, given the milliseconds it has left. */
  readonly toCall: (budgetMillis: number) => Call;
  /** When the handler's time begins. */
  readonly onBegin: () => void;
}

/** How the call went, with its init. Times in milliseconds. */
export interface Served extends Ended {
  readonly environment: ExecutionEnvironment;
  /** Absent on a warm call. */
  readonly initMs?: number;
}

/**
 * One call in a new environment. An init that fails or takes longer than its limit is tried once more in a fresh
 * environment, then within the function's own timeout, as Lambda does.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export async function startCall(cold: ColdCall): Promise<Served> {
  const elapsed = stopwatch();
  const environment = cold.start();
  const init = await environment.initialized(cold.initLimitMillis);
  const initMs = elapsed();
  if (init.type === 'ready') return { ...(await run(cold, environment)), environment, initMs };
  await environment.end();
  const printed = environment.takePrinted();
  if (init.type === 'killed') return { ending: init, environment, durationMs: 0, initMs, printed };
  const served = await runAfterInit(cold);
  return { ...served, initMs, printed: [...printed, ...served.printed] };
}

function run({ timeoutMillis, toCall, onBegin }: ColdCall, environment: ExecutionEnvironment): Promise<Ended> {
  onBegin();
  return environment.run(toCall(timeoutMillis), timeoutMillis);
}

async function runAfterInit(cold: ColdCall): Promise<Served> {
  const elapsed = stopwatch();
  cold.onBegin();
  const environment = cold.start();
  const init = await environment.initialized(cold.timeoutMillis);
  if (init.type !== 'ready') {
    return { ending: init, environment, durationMs: elapsed(), printed: environment.takePrinted() };
  }
  const limitMillis = cold.timeoutMillis - elapsed();
  const ended = await environment.run(cold.toCall(limitMillis), limitMillis);
  return { ...ended, environment, durationMs: elapsed() };
}

/** Real time: a moved platform clock does not make a call longer. */
function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => performance.now() - startedAt;
}
