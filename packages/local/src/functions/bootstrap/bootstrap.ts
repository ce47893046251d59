import { syncBuiltinESMExports } from 'node:module';
import { inspect } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { fromCallText } from './call-text.ts';
import { captureOutput, logValues, type OutputSettings } from './capture-output.ts';
import { confineFiles } from './confine-files.ts';
import { confineProcess } from './confine-process.ts';
import { explainNativeModules } from './explain-native-modules.ts';
import { FunctionFiles } from './function-files.ts';
import { guardHooks } from './guard-hooks.ts';
import { isolateThread } from './isolate-thread.ts';
import { formatError } from './log-format.ts';
import { Mailbox } from './mailbox.ts';
import type { Failed, Measures } from './message.ts';
import { confineModules } from './module-scope.ts';
import { installNetworkGuard } from './network-guard.ts';
import { applyNodeFlags } from './node-flags.ts';
import { createClient22 } from './node22/create-client.ts';
import { createClient24 } from './node24/create-client.ts';
import { toErrorPayload } from './node24/error-payload.ts';
import { createOutbox } from './outbox.ts';
import { installPlatformDate } from './platform-date.ts';
import { loadPreloads } from './preload.ts';
import type { Call, EnvironmentSettings } from './protocol.ts';
import type { Handler, RuntimeThread } from './runtime-client.ts';
import { runtimeErrors } from './runtime-error.ts';

/*
 * The inside of one execution environment. Prepares the thread, loads the handler, then takes one call at a time. Between
 * calls the thread blocks, as Lambda freezes an environment: no timer fires, nothing is printed.
 */
const settings: EnvironmentSettings = workerData;
const { nodeMajor } = settings;
const exit = process.exit.bind(process);
const turn = setImmediate;
const NativePromise = Promise;
const nextTurn = (): Promise<void> => new NativePromise((resolve) => turn(resolve));
const mailbox = new Mailbox(settings.mailbox);
const stopwatch = performance.now.bind(performance);
const post = createOutbox(settings.port, settings.heard);

/** Whether a promise is awaited that nothing may settle: that of the module, or that of the handler. */
let isWaiting = true;
/** Whether the function or the runtime ends the thread by itself. */
let isExiting = false;

const now = installPlatformDate(settings.clockOffset);
const output: OutputSettings = {
  logFormat: settings.logFormat,
  applicationLogLevel: settings.applicationLogLevel,
  nodeMajor,
  now,
  requestId: () => client.requestId,
  onEntry: (entry) => post({ type: 'log', entry, printed: true }),
};
const flushOutput = captureOutput(output);
installNetworkGuard(settings.redirects, settings.allowHosts);
confineProcess();
const files = new FunctionFiles({ ...settings, others: [settings.sdkDirectory] });
const formatOf = confineModules({ ...settings, files });
confineFiles(files);
isolateThread(settings.temporaryDirectory);
explainNativeModules();
guardHooks(settings);
syncBuiltinESMExports();
// not before the guards stand: Node acts on some of them
Object.assign(process.env, settings.variables);
process.setSourceMapsEnabled(true);
applyNodeFlags(settings.nodeFlags);
// Handlers of `@scopegate/handler` ask for it when they are loaded: here their answers are checked against the contract.
Reflect.set(globalThis, Symbol.for('scopegate.response-checks'), true);
process.exit = (...code) => {
  isExiting = true;
  return exit(...code);
};
process.on('exit', () => {
  flushOutput();
  // a function may emit the event itself
  const isReal = Reflect.get(process, '_exiting') === true;
  if (isReal && isWaiting && !isExiting)
    post({ type: 'failed', error: neverSettled(), fatal: true, ...usedMegabytes() });
});

const thread: RuntimeThread = {
  nodeMajor,
  handlerName: settings.handler,
  taskRoot: settings.taskRoot,
  functionArn: settings.functionArn,
  now,
  locate: (path) => files.locate(path),
  formatOf,
  nextTurn,
  turn,
  logError,
  logText: (text) => {
    isExiting = true;
    flushOutput();
    for (const entry of text.split('\n')) post({ type: 'log', entry, printed: false });
  },
  printLine: (line) => logValues(output, 'ERROR', [line]),
  die,
};
const client = nodeMajor >= 24 ? createClient24(thread) : createClient22(thread);
client.prepare();
if (nodeMajor < 24) process.on('beforeExit', () => isWaiting && client.loopEmpty());

type ToPayload = (error: unknown) => Failed['error'];

void serve();

async function serve(): Promise<void> {
  await preload();
  const handler = await client.load().catch(client.failInit);
  // what the module left behind and throws at once ends the init
  await nextTurn();
  isWaiting = false;
  post({ type: 'ready' });
  for (;;) {
    const call = receiveCall();
    process.env['_X_AMZN_TRACE_ID'] = call.traceId;
    await handle(handler, call);
  }
}

/** On Lambda Node ends before its runtime has begun: the error is printed, not reported. */
async function preload(): Promise<void> {
  try {
    await loadPreloads(settings.preloads, settings.taskRoot);
  } catch (error) {
    isExiting = true;
    process.stderr.write(`${inspect(error)}\n`);
    flushOutput();
    exit(1);
  }
}

/** Freezes until the parent has left the next call. */
function receiveCall(): Call {
  return fromCallText(mailbox.take() ?? receiveMessageOnPort(settings.port)?.message);
}

/** Awaits before it calls, so that the asynchronous context that a handler enters ends with its call. */
async function handle(handler: Handler, call: Call): Promise<void> {
  // what happened outside meanwhile comes first, as after a thaw: closed sockets, due timers
  await nextTurn();
  const beganAt = stopwatch();
  isWaiting = true;
  const answer = await client.run(handler, call);
  isWaiting = false;
  const measures: Measures = { handlerMs: stopwatch() - beganAt, ...usedMegabytes() };
  flushOutput();
  post({ ...answer, ...measures });
  // what the call leaves behind is still its own: ticks, unhandled rejections; in Node 24 it came before the answer
  if (nodeMajor < 24) await nextTurn();
}

/** Ends the thread after an error that ends Lambda's runtime. */
function die(error: Failed['error'], code: number): never {
  isExiting = true;
  flushOutput();
  post({ type: 'failed', error, fatal: true, ...usedMegabytes() });
  return exit(code);
}

/** The line that the runtime itself logs for an error: part of the function's log, but not printed by it. */
function logError(title: string, error: Error, toPayload: ToPayload): void {
  const onEntry = (entry: string): void => post({ type: 'log', entry, printed: false });
  const values = settings.logFormat === 'JSON' ? [error] : [title, `\t${toText(error, toPayload)}`];
  logValues({ ...output, onEntry }, 'ERROR', values);
}

function toText(error: Error, toPayload: ToPayload): string {
  try {
    return formatError(error);
  } catch {
    return JSON.stringify(toPayload(error));
  }
}

/** Lambda itself reports this one; what its runtime logs is an exit. */
function neverSettled(): Failed['error'] {
  const error = runtimeErrors(22)(
    'NodeJsExit',
    'The event loop ran empty while the handler (or the top-level await of its module) was still waiting: most likely a ' +
      'promise that nothing settles. See https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
  logError('Invoke Error', error, toErrorPayload);
  return toErrorPayload(error);
}

function usedMegabytes(): { readonly usedMegabytes?: number } {
  if (!settings.reportsMemory) return {};
  const { total_physical_size: heap, external_memory: external } = getHeapStatistics();
  return { usedMegabytes: Math.ceil((heap + external) / 2 ** 20) };
}
