import type { Call } from './bootstrap/protocol.ts';
import type { Ending, ExecutionEnvironment } from './execution-environment.ts';

export interface CallPlan {
  /** The environment to use; undefined: none is idle, start one. */
  readonly warm: ExecutionEnvironment | undefined;
  /** Starts an environment and puts it in the place of the one before. */
  readonly start: () => ExecutionEnvironment;
  readonly initLimitMillis: number;
  readonly timeoutMillis: number;
  /** The call, given the milliseconds it has left. */
  readonly toCall: (budgetMillis: number) => Call;
  /** When the handler's time begins. */
  readonly onStart: () => void;
}

/** How the call went. Times in milliseconds. */
export interface Served {
  readonly ending: Ending;
  readonly environment: ExecutionEnvironment;
  readonly durationMs: number;
  /** Absent on a warm call. */
  readonly initMs?: number;
  /** Printed by environments that were given up on the way. */
  readonly printed: readonly string[];
}

/**
 * One call on a warm or a new environment. An init that fails or takes longer than its limit is tried once more in a
 * fresh environment, then within the function's own timeout, as Lambda does.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export async function serveCall(plan: CallPlan): Promise<Served> {
  if (plan.warm) return run(plan, plan.warm);
  const elapsed = stopwatch();
  const environment = plan.start();
  const init = await environment.initialized(plan.initLimitMillis);
  const initMs = elapsed();
  if (init.type === 'ready') return { ...(await run(plan, environment)), initMs };
  await environment.end();
  const printed = environment.takePrinted();
  if (init.type === 'killed') return { ending: init, environment, durationMs: 0, initMs, printed };
  return { ...(await runAfterInit(plan)), initMs, printed };
}

async function runAfterInit(plan: CallPlan): Promise<Omit<Served, 'printed'>> {
  const elapsed = stopwatch();
  plan.onStart();
  const environment = plan.start();
  const init = await environment.initialized(plan.timeoutMillis);
  if (init.type !== 'ready') return { ending: init, environment, durationMs: elapsed() };
  const budget = plan.timeoutMillis - elapsed();
  const ending = await environment.run(plan.toCall(budget), budget);
  return { ending, environment, durationMs: elapsed() };
}

async function run(plan: CallPlan, environment: ExecutionEnvironment): Promise<Served> {
  const elapsed = stopwatch();
  plan.onStart();
  const ending = await environment.run(plan.toCall(plan.timeoutMillis), plan.timeoutMillis);
  return { ending, environment, durationMs: elapsed(), printed: [] };
}

/** Real time: a moved platform clock does not make a call longer. */
function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => performance.now() - startedAt;
}
