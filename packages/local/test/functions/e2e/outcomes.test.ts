import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClock, type LambdaFunction } from '../../../src/model/index.ts';
import { arn, closeSubjects, createFunctionHost, declare, handlerOf, subject } from './support.ts';

afterEach(closeSubjects);

interface Row {
  readonly name: string;
  readonly code: string;
  readonly fn?: Partial<LambdaFunction>;
}

const node22 = { runtime: 'nodejs22.x' };

const returned: (Row & { json: string })[] = [
  { name: 'async', code: 'exports.handler = async (event) => ({ got: event.x })', json: '{"got":1}' },
  { name: 'sync', code: 'exports.handler = () => 5', json: '5' },
  { name: 'undefined is null', code: 'exports.handler = async () => {}', json: 'null' },
  {
    name: 'dates and extra properties by JSON rules',
    code: 'exports.handler = async () => ({ d: new Date(0), f() {}, s: Symbol() })',
    json: '{"d":"1970-01-01T00:00:00.000Z"}',
  },
  { name: 'foreign thenable', code: 'exports.handler = () => ({ then: (ok) => setTimeout(ok, 1, 7) })', json: '7' },
  {
    name: '22: callback',
    code: 'exports.handler = (e, c, done) => setTimeout(done, 1, null, 8)',
    fn: node22,
    json: '8',
  },
  { name: '22: sync without callback', code: 'exports.handler = () => 5', fn: node22, json: 'null' },
  { name: '22: async', code: 'exports.handler = async (e, c, done) => 9', fn: node22, json: '9' },
  {
    name: '22: callback waits for the empty event loop',
    code: 'exports.handler = (e, c, done) => { const r = { late: 0 }; setTimeout(() => { r.late = 1 }, 5); done(null, r) }',
    fn: node22,
    json: '{"late":1}',
  },
  {
    name: '22: callback does not wait when told so',
    code: `exports.handler = (e, c, done) => {
      c.callbackWaitsForEmptyEventLoop = false;
      const r = { late: 0 }; setTimeout(() => { r.late = 1 }, 5000); done(null, r) }`,
    fn: node22,
    json: '{"late":0}',
  },
  { name: '22: context.succeed', code: 'exports.handler = (e, c) => { c.succeed(3) }', fn: node22, json: '3' },
];

const failed: (Row & { errorType: string; message: string | RegExp })[] = [
  {
    name: 'throws',
    code: 'exports.handler = async () => { throw new TypeError("boom") }',
    errorType: 'TypeError',
    message: 'boom',
  },
  {
    name: 'throws in sync',
    code: 'exports.handler = () => { throw new Error("boom") }',
    errorType: 'Error',
    message: 'boom',
  },
  { name: 'throws text', code: 'exports.handler = async () => { throw "boom" }', errorType: 'string', message: 'boom' },
  { name: 'throws null', code: 'exports.handler = async () => { throw null }', errorType: 'object', message: 'null' },
  {
    name: 'a function as result',
    code: 'exports.handler = async () => () => 1',
    errorType: 'TypeError',
    message: 'Wrong arguments',
  },
  {
    name: 'circular result',
    code: 'exports.handler = async () => { const a = {}; a.a = a; return a }',
    errorType: 'Runtime.JSONStringifyError',
    message: 'Unable to stringify response body',
  },
  {
    name: 'BigInt result',
    code: 'exports.handler = async () => 1n',
    errorType: 'Runtime.JSONStringifyError',
    message: 'Unable to stringify response body',
  },
  {
    name: '22: BigInt result',
    code: 'exports.handler = async () => 1n',
    fn: node22,
    errorType: 'Error',
    message: 'Unable to stringify response body',
  },
  {
    name: 'result over 6 MB',
    code: 'exports.handler = async () => "x".repeat(6291556)',
    errorType: 'Function.ResponseSizeTooLarge',
    message: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  },
  {
    name: 'process.exit(3)',
    code: 'exports.handler = async () => process.exit(3)',
    errorType: 'Runtime.ExitError',
    message: /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
  },
  {
    name: 'process.exit()',
    code: 'exports.handler = async () => process.exit()',
    errorType: 'Runtime.ExitError',
    message: /^RequestId: [0-9a-f-]{36} Error: Runtime exited without providing a reason$/,
  },
  {
    name: 'unhandled rejection',
    code: 'exports.handler = () => { Promise.reject(new RangeError("lost")); return new Promise((r) => setTimeout(r, 5000)) }',
    errorType: 'Runtime.ExitError',
    message: /Runtime exited with error: exit status 1$/,
  },
  {
    name: 'a promise that is not awaited',
    code: 'exports.handler = async () => { (async () => { await null; throw new Error("lost") })(); return 1 }',
    errorType: 'Runtime.ExitError',
    message: /Runtime exited with error: exit status 1$/,
  },
  {
    name: 'unhandled rejection at module level',
    code: 'Promise.reject(new Error("lost")); exports.handler = async () => 1',
    errorType: 'Runtime.ExitError',
    message: /Runtime exited with error: exit status 1$/,
  },
  {
    name: '22: unhandled rejection',
    code: 'exports.handler = () => { Promise.reject(new RangeError("lost")); return new Promise((r) => setTimeout(r, 5000)) }',
    fn: node22,
    errorType: 'Runtime.UnhandledPromiseRejection',
    message: 'RangeError: lost',
  },
  {
    name: 'uncaught exception',
    code: 'exports.handler = () => new Promise(() => { setTimeout(() => { throw new RangeError("late") }, 1) })',
    errorType: 'Runtime.ExitError',
    message: /Runtime exited with error: exit status 1$/,
  },
  {
    name: '22: uncaught exception',
    code: 'exports.handler = () => new Promise(() => { setTimeout(() => { throw new RangeError("late") }, 1) })',
    fn: node22,
    errorType: 'RangeError',
    message: 'late',
  },
  {
    name: 'promise that nothing settles',
    code: 'exports.handler = () => new Promise(() => {})',
    errorType: 'Runtime.NodeJsExit',
    message: /^The event loop ran empty/,
  },
  {
    name: 'top-level await that nothing settles',
    code: 'export const handler = 1; await new Promise(() => {})',
    errorType: 'Runtime.NodeJsExit',
    message: /^The event loop ran empty/,
  },
  {
    name: 'endless loop',
    code: 'exports.handler = async () => { for (;;); }',
    fn: { timeoutSeconds: 1 },
    errorType: 'Sandbox.Timedout',
    message: /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
  },
  {
    name: 'heap over the memory size',
    code: 'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length + 0.5)) }',
    errorType: 'Runtime.OutOfMemory',
    message: /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: signal: killed$/,
  },
  { name: 'init throws', code: 'throw new EvalError("at init")', errorType: 'EvalError', message: 'at init' },
  { name: 'init exits', code: 'process.exit(4)', errorType: 'Runtime.ExitError', message: /exit status 4$/ },
  {
    name: 'syntax error',
    code: 'exports.handler = (',
    errorType: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: /,
  },
  {
    name: 'missing module',
    code: 'require("./gone")',
    errorType: 'Runtime.ImportModuleError',
    message: /Cannot find module '.\/gone'/,
  },
  {
    name: 'missing file',
    code: '',
    fn: { handler: 'other.handler' },
    errorType: 'Runtime.ImportModuleError',
    message: /Cannot find module 'other'/,
  },
  {
    name: 'no file name',
    code: '',
    fn: { handler: '/.handler' },
    errorType: 'Error',
    message: /^Directory import/,
  },
  {
    name: 'missing export',
    code: 'exports.other = 1',
    errorType: 'Runtime.HandlerNotFound',
    message: 'index.handler is undefined or not exported',
  },
  {
    name: 'no function',
    code: 'exports.handler = 1',
    errorType: 'Runtime.HandlerNotFound',
    message: 'index.handler is not a function',
  },
  {
    name: 'bad handler name',
    code: '',
    fn: { handler: 'index' },
    errorType: 'Runtime.MalformedHandlerName',
    message: /^Bad handler: "index"/,
  },
  {
    name: '24: callback',
    code: 'exports.handler = (event, context, callback) => callback(null, 1)',
    errorType: 'Runtime.CallbackHandlerDeprecated',
    message: /nodejs24\.x calls no callback: .* up to nodejs22\.x only/,
  },
  {
    name: '22: callback with error',
    code: 'exports.handler = (e, c, done) => done(new Error("no"))',
    fn: node22,
    errorType: 'Error',
    message: 'no',
  },
  {
    name: '22: context.fail',
    code: 'exports.handler = (e, c) => c.fail(new Error("no"))',
    fn: node22,
    errorType: 'Error',
    message: 'no',
  },
  {
    name: 'response streaming',
    code: 'exports.handler = awslambda.streamifyResponse(() => {})',
    errorType: 'Error',
    message: /streamifyResponse is not run by the local platform/,
  },
  {
    name: 'child process',
    code: 'exports.handler = async () => require("node:child_process").execSync("true")',
    errorType: 'Error',
    message: /^child_process\.execSync is not run by the local platform/,
  },
  {
    name: 'thread',
    code: 'exports.handler = async () => new (require("node:worker_threads").Worker)("1", { eval: true })',
    errorType: 'Error',
    message: /^worker_threads\.Worker is not run by the local platform/,
  },
  {
    name: 'signal to the platform',
    code: 'exports.handler = async () => process.kill(process.pid, "SIGKILL")',
    errorType: 'Error',
    message: /^process\.kill/,
  },
  {
    name: 'other runtime',
    code: '',
    fn: { runtime: 'python3.13' },
    errorType: 'Scopegate.FunctionRefused',
    message:
      /"subject" is not run:[\s\S]*Properties\.Runtime\n.*Given: "python3\.13"\. Allowed: Node\.js up to nodejs24\.x\.\n/,
  },
  {
    name: 'missing code directory',
    code: '',
    fn: { codeDirectory: '/no/such/asset' },
    errorType: 'Scopegate.FunctionRefused',
    message: /code directory \/no\/such\/asset does not exist/,
  },
];

describe('a handler', () => {
  it.each(returned)('returns: $name', async ({ code, fn = {}, json }) => {
    const { outcome } = await handlerOf(code, { fn }).invoke({ x: 1 });
    expect(outcome).toEqual({ kind: 'returned', json });
  });

  it.each(failed)('fails: $name', async ({ code, fn = {}, errorType, message }) => {
    const { outcome } = await handlerOf(code, { fn }).invoke();
    const errorMessage = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(outcome).toMatchObject({ kind: 'failed', error: { errorType, errorMessage } });
  });

  it('reports the stack of an error', async () => {
    const { outcome } = await handlerOf('exports.handler = async () => { throw new Error("boom") }').invoke();
    expect(outcome).toMatchObject({
      error: { trace: expect.arrayContaining(['Error: boom', expect.stringMatching(/^ {4}at .*index\.js:1/)]) },
    });
  });
});

describe('the memory size', () => {
  const code = `exports.handler = async () => {
    const all = []; for (let n = 0; n < 250; n++) all.push(new Array(1e5).fill(n + 0.5)); return all.length }`;

  it.each([
    { memoryMegabytes: 128, outcome: { kind: 'failed', error: { errorType: 'Runtime.OutOfMemory' } } },
    { memoryMegabytes: 512, outcome: { kind: 'returned', json: '250' } },
  ])('bounds the heap: $memoryMegabytes MB, 200 needed', async ({ memoryMegabytes, outcome }) => {
    expect(await handlerOf(code, { fn: { memoryMegabytes } }).invoke()).toMatchObject({ outcome });
  });
});

describe('a failure', () => {
  const counting = (fault: string) =>
    `let n = 0; exports.handler = async (e) => { n++; if (e.fail) { ${fault} } return n }`;

  it.each([
    { name: 'throw', fault: 'throw new Error("boom")', keeps: true },
    { name: 'exit', fault: 'process.exit(1)', keeps: false },
    {
      name: 'unhandled rejection',
      fault: 'Promise.reject(1); await new Promise((r) => setTimeout(r, 5000))',
      keeps: false,
    },
    { name: 'timeout', fault: 'for (;;);', keeps: false },
  ])('$name: environment is kept: $keeps', async ({ fault, keeps }) => {
    const { invoke, result } = handlerOf(counting(fault), { fn: { timeoutSeconds: 1 } });
    expect(await result()).toBe(1);
    expect(await invoke({ fail: true })).toMatchObject({ outcome: { kind: 'failed' }, cold: false });
    const next = await invoke();
    expect(next).toMatchObject({ outcome: { json: keeps ? '3' : '1' }, cold: !keeps });
  });

  it('of one function leaves a call of another alone', async () => {
    const crashing = handlerOf('exports.handler = async () => process.exit(1)');
    const steady = handlerOf('exports.handler = () => new Promise((r) => setTimeout(r, 50, "fine"))');
    const [crash, fine] = await Promise.all([crashing.invoke(), steady.invoke()]);
    expect(crash.outcome.kind).toBe('failed');
    expect(fine.outcome).toEqual({ kind: 'returned', json: '"fine"' });
  });
});

describe('init', () => {
  it('is tried again in the same call, in a fresh environment', async () => {
    let tries = 0;
    const server = createServer((_, response) => response.end(String(++tries)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const code = `const tries = await (await fetch('${url}')).text();
      if (tries === '1') { console.log('first'); throw new Error('first') }
      export const handler = async () => 'second'`;
    const call = await handlerOf(code).invoke();
    server.closeAllConnections();
    server.close();
    expect(call).toMatchObject({ outcome: { json: '"second"' }, cold: true, logs: [expect.stringMatching(/first$/)] });
  });

  it('beyond its limit is tried again within the timeout', async () => {
    const { invoke } = handlerOf('for (;;);', { fn: { timeoutSeconds: 1 }, host: { initLimitSeconds: 0.3 } });
    expect((await invoke()).outcome).toMatchObject({ error: { errorType: 'Sandbox.Timedout' } });
  });

  it('that failed is tried by the next call', async () => {
    const code = `if (!require('node:fs').existsSync(__dirname + '/ready')) throw new Error('not yet');
      exports.handler = async () => 'ready'`;
    const { invoke, result, directory } = handlerOf(code);
    expect((await invoke()).outcome).toMatchObject({ error: { errorMessage: 'not yet' } });
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${directory}/ready`, '');
    expect(await result()).toBe('ready');
  });
});

describe('the host', () => {
  it('does not know other ARNs', async () => {
    const { host } = handlerOf('exports.handler = async () => 1');
    expect((await host.invoke(`${arn}:prod`, '{}')).outcome).toEqual({ kind: 'unknown-function' });
  });

  it('carries payloads of any length, in turn', async () => {
    const { result } = handlerOf('exports.handler = async (event) => event');
    for (const length of [1, 100_000, 10, 21_700, 21_800, 500_000, 2]) {
      const event = { text: `${'€'.repeat(length)}"` };
      expect(await result(event)).toEqual(event);
    }
  });

  it('refuses a payload over 6 MB and runs nothing', async () => {
    const { invoke, log } = handlerOf('console.log("ran"); exports.handler = async () => 1');
    expect((await invoke('x'.repeat(6 * 2 ** 20))).outcome).toMatchObject({
      kind: 'failed',
      error: {
        errorType: 'RequestEntityTooLargeException',
        errorMessage: expect.stringContaining('(limit 6291456 bytes)'),
      },
    });
    expect(log).toEqual([]);
  });

  it.each([
    { name: 'concurrency', options: { concurrency: 0 }, message: /concurrency is 0/ },
    { name: 'environments', options: { environments: 1.5 }, message: /environments is 1.5/ },
    { name: 'init limit', options: { initLimitSeconds: 0 }, message: /initLimitSeconds is 0/ },
    {
      name: 'a redirect out',
      options: { redirects: [{ host: 'a.b', to: 'http://10.0.0.1:80' }] },
      message: /redirects\[0\]\.to: "a.b" is led to another place .*"http:\/\/10\.0\.0\.1:80"/,
    },
    { name: 'two of one ARN', options: { functions: [declare({}), declare({})] }, message: /is there twice/ },
  ])('does not start with wrong options: $name', ({ options, message }) => {
    const start = () => createFunctionHost({ functions: [], clock: createClock(), region: 'us-east-1', ...options });
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
  });

  it('rejects calls after close', async () => {
    const { host } = handlerOf('exports.handler = async () => 1');
    await host.close();
    await expect(host.invoke(arn, '{}')).rejects.toThrow('closed');
  });

  it('ends calls under way when it is closed', async () => {
    const { host, invoke } = subject({ files: { 'index.mjs': 'export const handler = async () => { for (;;); }' } });
    const call = invoke();
    await host.close();
    expect((await call).outcome).toMatchObject({ kind: 'failed', error: { errorType: 'Runtime.ExitError' } });
  });
});
