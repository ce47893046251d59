import { inspect } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { callHandler, callHandlerWithCallback, type RunningHandler } from './call-handler.ts';
import { fromCallText } from './call-text.ts';
import { captureOutput, logValues, type OutputSettings } from './capture-output.ts';
import { confineProcess } from './confine-process.ts';
import { createContexts } from './context.ts';
import { RuntimeError, toErrorPayload } from './error-payload.ts';
import { guardHooks } from './guard-hooks.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { Mailbox } from './mailbox.ts';
import type { Failed, Measures, Returned } from './message.ts';
import { confineModules } from './module-scope.ts';
import { installNetworkGuard } from './network-guard.ts';
import { applyNodeFlags } from './node-flags.ts';
import { createOutbox } from './outbox.ts';
import { installPlatformDate } from './platform-date.ts';
import { loadPreloads } from './preload.ts';
import type { Call, EnvironmentSettings } from './protocol.ts';

/*
 * The inside of one execution environment. Prepares the thread, loads the handler, then takes one call at a time. Between
 * calls the thread blocks, as Lambda freezes an environment: no timer fires, nothing is printed.
 */
const settings: EnvironmentSettings = workerData;
const exit = process.exit.bind(process);
const turn = setImmediate;
const NativePromise = Promise;
const nextTurn = (): Promise<void> => new NativePromise((resolve) => turn(resolve));
const mailbox = new Mailbox(settings.mailbox);
const stopwatch = performance.now.bind(performance);
const post = createOutbox(settings.port, settings.heard);

/** Of the call under way, and of the last one until the next: what it left behind is logged as its own. */
let requestId: string | undefined;
let running: RunningHandler | undefined;

const now = installPlatformDate(settings.clockOffset);
const contextOf = createContexts(settings.functionArn, settings.variables, now);
const output: OutputSettings = {
  logFormat: settings.logFormat,
  applicationLogLevel: settings.applicationLogLevel,
  now,
  requestId: () => requestId,
  onEntry: (entry) => post({ type: 'log', entry, printed: true }),
};
const flushOutput = captureOutput(output);
installNetworkGuard(settings.redirects, settings.allowHosts);
confineProcess(settings.taskRoot);
confineModules(settings);
guardHooks(settings);
// not before the guards stand: Node acts on some of them
Object.assign(process.env, settings.variables);
process.setSourceMapsEnabled(true);
applyNodeFlags(settings.nodeFlags);
process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('Runtime.UnhandledPromiseRejection', describe(reason), { cause: reason });
  if (reason instanceof Error && reason.stack !== undefined) error.stack = `${error.name}: ${reason.stack}`;
  die('Unhandled Promise Rejection', error, 128);
});
process.on('beforeExit', () => {
  if (!running?.loopEmpty()) die('Invoke Error', neverSettled(), 13);
});
process.on('exit', flushOutput);

void serve();

async function serve(): Promise<void> {
  const handler = await initialize();
  post({ type: 'ready' });
  for (;;) {
    const call = receiveCall();
    requestId = call.requestId;
    process.env['_X_AMZN_TRACE_ID'] = call.traceId;
    // what happened outside meanwhile comes first, as after a thaw: closed sockets, due timers
    await nextTurn();
    const answer = await handle(handler, call);
    flushOutput();
    post(answer);
    running = undefined;
    // what the call leaves behind is still its own: ticks, unhandled rejections
    await nextTurn();
  }
}

async function initialize(): Promise<Handler> {
  await preload();
  try {
    return await loadHandler(settings);
  } catch (error) {
    return die('Invoke Error', error, 1);
  }
}

/** On Lambda Node ends before its runtime has begun: the error is printed, not reported. */
async function preload(): Promise<void> {
  try {
    await loadPreloads(settings.preloads, settings.taskRoot);
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`);
    flushOutput();
    exit(1);
  }
}

/** Freezes until the parent has left the next call. */
function receiveCall(): Call {
  return fromCallText(mailbox.take() ?? receiveMessageOnPort(settings.port)?.message);
}

async function handle(handler: Handler, received: Call): Promise<Returned | Failed> {
  const start = settings.nodeMajor >= 24 ? callHandler : callHandlerWithCallback;
  const beganAt = stopwatch();
  const measures = (): Measures => ({ handlerMs: stopwatch() - beganAt, ...usedMegabytes() });
  try {
    running = start(handler, JSON.parse(received.payload), contextOf(received));
    const json = stringify(await running.result);
    return { type: 'returned', json, ...measures() };
  } catch (error) {
    logError('Invoke Error', error);
    return { type: 'failed', error: toErrorPayload(error), fatal: false, ...measures() };
  }
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
}

/** Reports an error after which Lambda's runtime exits. */
function die(title: string, error: unknown, code: number): never {
  logError(title, error);
  flushOutput();
  post({ type: 'failed', error: toErrorPayload(error), fatal: true, ...usedMegabytes() });
  return exit(code);
}

/** The line that the runtime itself logs for an error: part of the function's log, but not printed by it. */
function logError(title: string, error: unknown): void {
  const { errorType, errorMessage, trace } = toErrorPayload(error);
  const text = `\t${JSON.stringify({ errorType, errorMessage, stack: trace })}`;
  const onEntry = (entry: string): void => post({ type: 'log', entry, printed: false });
  logValues({ ...output, onEntry }, 'ERROR', [title, settings.logFormat === 'JSON' ? error : text]);
}

function describe(reason: unknown): string {
  const { errorType, errorMessage } = toErrorPayload(reason);
  return reason instanceof Error ? `${errorType}: ${errorMessage}` : errorMessage;
}

function neverSettled(): RuntimeError {
  return new RuntimeError(
    'Runtime.NodeJsExit',
    'The event loop ran empty while the handler (or the top-level await of its module) was still waiting: most likely a ' +
      'promise that nothing settles. See https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}

function usedMegabytes(): { readonly usedMegabytes?: number } {
  if (!settings.reportsMemory) return {};
  const { total_physical_size: heap, external_memory: external } = getHeapStatistics();
  return { usedMegabytes: Math.ceil((heap + external) / 2 ** 20) };
}
