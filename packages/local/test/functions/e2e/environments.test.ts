import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { closeSubjects, handlerOf, subject } from './support.ts';

afterEach(async () => {
  jest.useRealTimers();
  await closeSubjects();
});

describe('execution environments', () => {
  const counter =
    'let n = 0; exports.handler = async (e) => { if (e.wait) await new Promise((r) => setTimeout(r, e.wait)); return ++n }';

  it('keep module state and serve again', async () => {
    const { invoke } = handlerOf(counter);
    expect(await invoke()).toMatchObject({ outcome: { json: '1' }, cold: true });
    expect(await invoke()).toMatchObject({ outcome: { json: '2' }, cold: false });
  });

  it('serve one call at a time; beyond the concurrency a call is throttled at once', async () => {
    const { invoke } = handlerOf(counter, { host: { concurrency: 2 } });
    const calls = await Promise.all([invoke({ wait: 50 }), invoke({ wait: 50 }), invoke()]);
    expect(calls.map(({ outcome }) => outcome)).toEqual([
      { kind: 'returned', json: '1' },
      { kind: 'returned', json: '1' },
      { kind: 'throttled' },
    ]);
    expect(await invoke()).toMatchObject({ outcome: { json: '2' }, cold: false });
  });

  it('of a function with reserved concurrency are no more than that, and none for 0', async () => {
    const code = 'exports.handler = async () => new Promise((r) => setTimeout(r, 50, 1))';
    const two = handlerOf(code, { fn: { reservedConcurrency: 2 } });
    const none = handlerOf(code, { fn: { reservedConcurrency: 0 } });
    const kinds = async (calls: readonly Promise<{ outcome: { kind: string } }>[]) =>
      (await Promise.all(calls)).map(({ outcome }) => outcome.kind);

    expect(await kinds([two.invoke(), two.invoke(), two.invoke()])).toEqual(['returned', 'returned', 'throttled']);
    expect(await kinds([none.invoke()])).toEqual(['throttled']);
    expect(none.host.environmentCount).toBe(0);
  });

  it('wait for a free environment where AWS would start one more than this machine may', async () => {
    const { invoke } = handlerOf(counter, { host: { environments: 1 } });
    const calls = await Promise.all([invoke({ wait: 20 }), invoke(), invoke(), invoke()]);
    expect(calls.map(({ outcome }) => outcome)).toEqual(
      ['1', '2', '3', '4'].map((json) => ({ kind: 'returned', json })),
    );
    expect(calls.map(({ cold }) => cold)).toEqual([true, false, false, false]);
  });

  it('most recently used first', async () => {
    const { invoke, result } = handlerOf(
      'const id = Math.random(); exports.handler = (e) => new Promise((r) => setTimeout(r, e.wait ?? 0, id))',
    );
    const [, slow] = await Promise.all([result({ wait: 1 }), result({ wait: 300 })]);
    expect(await result()).toBe(slow);
    expect((await invoke()).cold).toBe(false);
  });

  it('start cold after makeCold: idle ones at once, busy ones after their call', async () => {
    const { host, invoke, result } = handlerOf(counter);
    await result();
    const busy = invoke({ wait: 50 });
    await host.makeCold();
    expect(await busy).toMatchObject({ outcome: { json: '2' } });
    expect(await invoke()).toMatchObject({ outcome: { json: '1' }, cold: true });
    await host.makeCold('arn:of:another');
    expect((await invoke()).cold).toBe(false);
  });

  it('are ended after 300 idle seconds where no option says otherwise', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const { host, result } = handlerOf(counter);
    expect(await result()).toBe(1);
    jest.advanceTimersByTime(299_999);
    expect(await result()).toBe(2);
    jest.advanceTimersByTime(299_999);
    expect(await result()).toBe(3);
    jest.advanceTimersByTime(300_000);
    while (host.environmentCount > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await result()).toBe(1);
  });

  it('stand still between calls', async () => {
    const { invoke } = handlerOf(`let ticks = 0;
      exports.handler = async (e) => { if (e.start) setInterval(() => ticks++, 1); return ticks }`);
    await invoke({ start: true });
    const other = handlerOf('exports.handler = () => new Promise((r) => setTimeout(r, 50))');
    await other.result();
    const { outcome } = await invoke();
    expect(Number(outcome.kind === 'returned' && outcome.json)).toBeLessThan(3);
  });
});

describe('environment variables', () => {
  it('are the template, Lambda and the endpoints, and nothing of the platform', async () => {
    process.env['SCOPEGATE_TEST_LEAK'] = 'leak';
    const { result, directory } = handlerOf('exports.handler = async () => process.env', {
      fn: { environment: { STAGE: 'dev', LANG: 'C' }, memoryMegabytes: 256 },
      host: {
        endpoints: { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' },
        credentials: (fn) => ({ accessKeyId: `key-${fn.functionName}`, secretAccessKey: 's', sessionToken: 't' }),
      },
    });
    expect(await result()).toEqual({
      STAGE: 'dev',
      LANG: 'C',
      TZ: ':UTC',
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      NODE_PATH: '/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
      _HANDLER: 'index.handler',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'subject',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_FORMAT: 'Text',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/subject',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
      AWS_ACCESS_KEY_ID: 'key-subject',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
      LAMBDA_TASK_ROOT: directory,
      LAMBDA_RUNTIME_DIR: '/var/runtime',
    });
  });

  it('that a function sets are its own', async () => {
    const { result } = handlerOf('exports.handler = async () => { process.env.MINE = "1" }');
    await result();
    expect(process.env['MINE']).toBeUndefined();
  });
});

describe('the thread', () => {
  it('looks like a process of its own', async () => {
    const { result, directory } = handlerOf(`const t = require('node:worker_threads');
      exports.handler = async () => [t.isMainThread, t.parentPort, t.workerData ?? null, process.cwd(), process.execArgv]`);
    expect(await result()).toEqual([true, null, null, directory, []]);
  });
});

describe('the context', () => {
  it('is as Lambda has it', async () => {
    const { invoke } = handlerOf('exports.handler = async (e, c) => ({ ...c, left: c.getRemainingTimeInMillis() })', {
      fn: { timeoutSeconds: 7 },
    });
    const { outcome, requestId } = await invoke();
    const context = JSON.parse(outcome.kind === 'returned' ? outcome.json : '');
    expect(context).toEqual({
      functionName: 'subject',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:subject',
      memoryLimitInMB: '128',
      awsRequestId: requestId,
      logGroupName: '/aws/lambda/subject',
      logStreamName: expect.stringContaining('[$LATEST]'),
      xRayTraceId: expect.stringMatching(/^Root=1-/),
      left: expect.any(Number),
    });
    expect(requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(context.left).toBeGreaterThan(5000);
    expect(context.left).toBeLessThanOrEqual(7000);
  });
});

describe('the clock', () => {
  const code = `const Captured = Date; const now = Date.now; const before = performance.now();
    class Mine extends Date {}
    exports.handler = async () => [Date.now(), +new Date(), +new Captured(), now(), Captured.parse(Date()), +new Mine(),
      new Date() instanceof Captured, new Captured(5).getTime(), new Date().constructor === Date,
      require('node:fs').statSync(__filename).mtime instanceof Date, performance.now() - before < 60000]`;

  it('moves Date, also where it was captured', async () => {
    const { clock, result } = handlerOf(code);
    await result();
    clock.advance(86_400_000);
    const seen = (await result()) as unknown[];
    for (const time of seen.slice(0, 6)) expect(Math.abs(Number(time) - clock.now())).toBeLessThan(5000);
    expect(seen.slice(6)).toEqual([true, 5, true, true, true]);
  });

  it('moves during a call, with what is left of the timeout', async () => {
    const { clock, invoke } = handlerOf(`exports.handler = async (e, c) => {
      const start = Date.now(); while (Date.now() - start < 60_000); return c.getRemainingTimeInMillis() }`);
    const call = invoke();
    const timer = setInterval(() => clock.advance(1_000), 5);
    const { outcome } = await call;
    clearInterval(timer);
    expect(Number(outcome.kind === 'returned' && outcome.json)).toBeLessThan(0);
  });

  it('leaves room for fake timers', async () => {
    const { result } = handlerOf(`exports.handler = async () => {
      const real = Date; Date.now = () => 1; const a = Date.now(); globalThis.Date = class { static now() { return 2 } };
      const b = Date.now(); globalThis.Date = real; return [a, b] }`);
    expect(await result()).toEqual([1, 2]);
  });
});

describe('modules', () => {
  const value = "handler = async () => 'found'";
  it.each([
    { name: 'CommonJS', files: { 'index.js': `exports.${value}` }, handler: 'index.handler' },
    { name: '.cjs', files: { 'index.cjs': `exports.${value}` }, handler: 'index.handler' },
    { name: '.mjs', files: { 'index.mjs': `export const ${value}` }, handler: 'index.handler' },
    {
      name: '.mjs, top-level await',
      files: { 'index.mjs': `await 1; export const ${value}` },
      handler: 'index.handler',
    },
    { name: 'ESM by syntax', files: { 'index.js': `export const ${value}` }, handler: 'index.handler' },
    {
      name: 'ESM by package',
      files: { 'package.json': '{"type":"module"}', 'a/index.js': `export const ${value}` },
      handler: 'a/index.handler',
    },
    {
      name: 'nested export',
      files: { 'd/index.js': `exports.a = { ${value.replace(' =', ':')} }` },
      handler: 'd/index.a.handler',
    },
    {
      name: 'default export',
      files: { 'index.mjs': `export default { ${value.replace(' =', ':')} }` },
      handler: 'index.handler',
    },
    {
      name: 'packages of the asset',
      files: {
        'index.mjs': "import a from 'a'; export const handler = async () => a",
        'node_modules/a/index.js': "module.exports = 'found'",
      },
      handler: 'index.handler',
    },
  ])('$name', async ({ files, handler }) => {
    expect(await subject({ files: files as Record<string, string>, fn: { handler } }).result()).toBe('found');
  });

  it('of a directory are not taken for a file', async () => {
    const files = { 'app/index.js': `exports.${value}` };
    const { outcome } = await subject({ files, fn: { handler: 'app.handler' } }).invoke();
    expect(outcome).toMatchObject({
      error: {
        errorType: 'Error',
        errorMessage: expect.stringMatching(/^Directory import '.*\/app' is not supported/),
      },
    });
  });

  const around = { 'package.json': '{"type":"module"}', 'node_modules/outside/index.js': 'module.exports = 1' };

  it('above the asset do not count: package type', async () => {
    const files = {
      ...around,
      'asset/index.js': "const { b } = require('./b'); exports.handler = async () => b",
      'asset/b.js': "exports.b = 'found'",
    };
    const { directory } = subject({ files });
    expect(await subject({ files: {}, fn: { codeDirectory: `${directory}/asset` } }).result()).toBe('found');
  });

  it.each([
    { name: 'require', file: 'index.js', code: "require('outside')", errorType: 'Runtime.ImportModuleError' },
    { name: 'import', file: 'index.mjs', code: "import 'outside'", errorType: 'Error' },
  ])('above the asset do not count: $name', async ({ file, code, errorType }) => {
    const { directory } = subject({ files: { ...around, [`asset/${file}`]: code } });
    const { outcome } = await subject({ files: {}, fn: { codeDirectory: `${directory}/asset` } }).invoke();
    expect(outcome).toMatchObject({
      error: {
        errorType,
        errorMessage: expect.stringContaining("Cannot find module 'outside' in the function's asset"),
      },
    });
  });
});

describe("the AWS SDK that Lambda's runtime carries", () => {
  const sdk = {
    'node_modules/@aws-sdk/client-test/package.json': '{"main":"index.js"}',
    'node_modules/@aws-sdk/client-test/index.js': "exports.name = 'ours'",
  };
  it.each([
    {
      name: 'require',
      file: 'index.js',
      code: "const { name } = require('@aws-sdk/client-test'); exports.handler = async () => name",
      errorType: 'Runtime.ImportModuleError',
    },
    {
      name: 'import',
      file: 'index.mjs',
      code: "import { name } from '@aws-sdk/client-test'; export const handler = async () => name",
      errorType: 'Error',
    },
  ])('is found where the platform was started: $name', async ({ file, code, errorType }) => {
    const { directory: sdkDirectory } = subject({ files: sdk });
    expect(await subject({ files: { [file]: code }, host: { sdkDirectory } }).result()).toBe('ours');
    const { outcome } = await subject({ files: { [file]: code } }).invoke();
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: {
        errorType,
        errorMessage: expect.stringContaining('run `npm install --save-dev @aws-sdk/client-test` in '),
      },
    });
  });

  it("gives way to the asset's own", async () => {
    const { directory: sdkDirectory } = subject({ files: sdk });
    const own = { 'node_modules/@aws-sdk/client-test/index.js': "exports.name = 'own'" };
    const code = "exports.handler = async () => require('@aws-sdk/client-test').name";
    expect(await subject({ files: { 'index.js': code, ...own }, host: { sdkDirectory } }).result()).toBe('own');
  });
});
