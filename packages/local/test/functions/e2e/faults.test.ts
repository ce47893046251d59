import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSubjects, handlerOf, subject } from './support.ts';

afterEach(closeSubjects);

describe('500 calls of one function at once', () => {
  it('each get their own answer, in so many environments as there may be', async () => {
    const { host, invoke } = handlerOf('exports.handler = async (e) => e.n', { host: { environments: 4 } });
    const calls = await Promise.all(Array.from({ length: 500 }, (_, n) => invoke({ n })));
    expect(calls.map(({ outcome }) => outcome)).toEqual(calls.map((_, n) => ({ kind: 'returned', json: String(n) })));
    expect(calls.filter(({ cold }) => cold)).toHaveLength(4);
    expect(host.environmentCount).toBe(4);
  });

  it('beyond the concurrency are throttled, each of them', async () => {
    const { invoke } = handlerOf('exports.handler = async (e) => e.n', { host: { environments: 2, concurrency: 300 } });
    const calls = await Promise.all(Array.from({ length: 500 }, (_, n) => invoke({ n })));
    const kinds = calls.map(({ outcome }) => outcome.kind);
    expect(kinds.slice(0, 300).every((kind) => kind === 'returned')).toBe(true);
    expect(kinds.slice(300).every((kind) => kind === 'throttled')).toBe(true);
  });
});

describe('a handler that answers twice', () => {
  it.each([
    {
      name: 'callback',
      code: '(e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; done(null, 1); done(null, 2) }',
    },
    {
      name: 'callback, then error',
      code: '(e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; done(null, 1); done(new Error("late")) }',
    },
    { name: 'succeed, then fail', code: '(e, c) => { c.succeed(1); c.fail(new Error("late")) }' },
    { name: 'promise, then callback', code: 'async (e, c, done) => { setTimeout(done, 0, null, 2); return 1 }' },
  ])('has answered with the first: $name', async ({ code }) => {
    const { invoke } = handlerOf(`exports.handler = ${code}`, { fn: { runtime: 'nodejs22.x' } });
    for (const cold of [true, false, false]) {
      expect(await invoke()).toMatchObject({ outcome: { kind: 'returned', json: '1' }, cold });
    }
  });
});

describe('what happens after the answer', () => {
  it.each([
    {
      name: '22: rejection',
      runtime: 'nodejs22.x',
      late: 'Promise.reject(new RangeError("late"))',
      errorType: 'Runtime.UnhandledPromiseRejection',
    },
    { name: '22: exception', runtime: 'nodejs22.x', late: 'throw new RangeError("late")', errorType: 'RangeError' },
    { name: 'exception', runtime: 'nodejs24.x', late: 'throw new RangeError("late")', errorType: 'Runtime.ExitError' },
  ])('hits the next call, as after a thaw: $name', async ({ late, errorType, runtime }) => {
    const code = `exports.handler = async (e) => {
      if (e.late) setTimeout(() => { ${late} }, 300); else await new Promise((r) => setTimeout(r, 2000)); return 'ok' }`;
    const { invoke } = handlerOf(code, { fn: { runtime } });
    expect((await invoke({ late: true })).outcome).toEqual({ kind: 'returned', json: '"ok"' });
    expect((await invoke()).outcome).toMatchObject({ kind: 'failed', error: { errorType } });
    expect(await invoke({ late: true })).toMatchObject({ outcome: { json: '"ok"' }, cold: true });
  });

  it.each([
    { name: 'rejection', left: 'Promise.reject(new RangeError("left"))' },
    { name: 'exception', left: 'process.nextTick(() => { throw new RangeError("left") })' },
  ])(
    '22: ends the environment where the call itself left it behind; no other call is harmed: $name',
    async ({ left }) => {
      const code = `exports.handler = async (e) => { if (e.left) { ${left} } return e.n }`;
      const { invoke, log } = handlerOf(code, { fn: { runtime: 'nodejs22.x' } });
      await invoke({ n: 0 });
      const calls = await Promise.all([1, 2, 3, 4].map((n) => invoke({ n, left: n === 2 })));
      expect(calls.map(({ outcome }) => outcome)).toEqual(
        [1, 2, 3, 4].map((n) => ({ kind: 'returned', json: String(n) })),
      );
      expect((await invoke({ n: 5 })).outcome).toEqual({ kind: 'returned', json: '5' });
      const told = log.filter((line) => line.includes('left'));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(calls[1]?.requestId);
    },
  );

  it.each([
    { name: 'rejection', left: 'Promise.reject(new RangeError("left"))' },
    {
      name: 'rejection of a promise that is not awaited',
      left: '(async () => { await null; throw new RangeError("left") })()',
    },
    { name: 'exception at the next tick', left: 'process.nextTick(() => { throw new RangeError("left") })' },
    { name: 'exception in the next turn', left: 'setImmediate(() => { throw new RangeError("left") })' },
  ])('24: is the failure of the call that left it behind, and of no other: $name', async ({ left }) => {
    const { invoke, log } = handlerOf(`exports.handler = async (e) => { if (e.left) { ${left} } return e.n }`);
    await invoke({ n: 0 });
    const calls = await Promise.all([1, 2, 3, 4].map((n) => invoke({ n, left: n === 2 })));
    expect(calls[1]?.outcome).toMatchObject({ kind: 'failed', error: { errorType: 'Runtime.ExitError' } });
    for (const n of [1, 3, 4]) expect(calls[n - 1]?.outcome).toEqual({ kind: 'returned', json: String(n) });
    expect(log).toEqual(expect.arrayContaining(['RangeError: left', `Node.js ${process.version}`]));
  });
});

describe('a module that throws at import', () => {
  it.each([
    { name: 'CommonJS', file: 'index.js' },
    { name: 'ESM', file: 'index.mjs' },
  ])('fails each call, and leaves other functions alone: $name', async ({ file }) => {
    const broken = subject({ files: { [file]: 'throw new EvalError("at import")' } });
    const steady = handlerOf('exports.handler = async () => "fine"');
    const outcomes = await Promise.all([broken.invoke(), steady.invoke(), broken.invoke(), steady.invoke()]);
    const failed = { kind: 'failed', error: { errorType: 'EvalError', errorMessage: 'at import' } };
    const fine = { kind: 'returned', json: '"fine"' };
    expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([failed, fine, failed, fine]);
    expect(broken.host.environmentCount).toBe(0);
  });
});

describe('buffers over the memory size', () => {
  const code = `exports.handler = async (e) => { const held = [];
    for (let n = 0; n < e.megabytes; n += 10) held.push(Buffer.alloc(10 * 2 ** 20, 1));
    if (e.loop) for (;;); await new Promise((r) => setTimeout(r, 400)); return held.length }`;

  it.each([{ loop: false }, { loop: true }])(
    'end the environment, also in an endless loop: $loop',
    async ({ loop }) => {
      const { invoke } = handlerOf(code);
      expect((await invoke({ megabytes: 200, loop })).outcome).toMatchObject({
        kind: 'failed',
        error: { errorType: 'Runtime.OutOfMemory', errorMessage: expect.stringMatching(/signal: killed$/) },
      });
      expect(await invoke({ megabytes: 10 })).toMatchObject({ outcome: { json: '1' }, cold: true });
    },
  );

  it('within it do no harm', async () => {
    const { invoke } = handlerOf(code, { fn: { memoryMegabytes: 512 } });
    expect((await invoke({ megabytes: 200 })).outcome).toEqual({ kind: 'returned', json: '20' });
  });
});

describe('threads', () => {
  it.each([
    { name: 'exit', code: 'exports.handler = async () => process.exit(0)' },
    { name: 'exit at import', code: 'process.exit(0)' },
    { name: 'timeout', code: 'exports.handler = async () => { for (;;); }' },
    {
      name: 'memory',
      code: 'exports.handler = async () => { const a = []; for (;;) a.push(new Array(1e5).fill(0.5)) }',
    },
    {
      name: 'unhandled rejection',
      code: 'exports.handler = () => { Promise.reject(1); return new Promise((r) => setTimeout(r, 5000)) }',
    },
  ])('are gone with the call that ended them: $name', async ({ code }) => {
    const { host, invoke } = handlerOf(code, { fn: { timeoutSeconds: 1 } });
    expect((await invoke()).outcome.kind).toBe('failed');
    expect(host.environmentCount).toBe(0);
  });

  it('are gone after close, busy or idle', async () => {
    const { host, invoke } = handlerOf('exports.handler = async (e) => { if (e.loop) for (;;); }');
    await Promise.all([invoke(), invoke()]);
    const busy = invoke({ loop: true });
    await host.close();
    await busy;
    expect(host.environmentCount).toBe(0);
  });

  it('that idle too long are reclaimed; the next call is cold', async () => {
    const { host, invoke } = handlerOf('exports.handler = async () => 1', { host: { idleSeconds: 0.05 } });
    await invoke();
    while (host.environmentCount > 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await invoke()).cold).toBe(true);
  });
});

describe('a function that changes how JSON is written', () => {
  it.each([
    { name: 'JSON.stringify', change: 'JSON.stringify = () => \'{"own":1}\'' },
    { name: 'toJSON of all objects', change: 'Object.prototype.toJSON = () => ({ own: 1 })' },
    { name: 'toJSON of arrays', change: 'Array.prototype.toJSON = function () { return this.join() }' },
  ])('changes its own results alone: $name', async ({ change }) => {
    const { invoke } = handlerOf(
      `${change}; exports.handler = async (e) => { if (e.fail) throw new RangeError('told'); return {} }`,
    );
    expect((await invoke()).outcome).toMatchObject({ kind: 'returned' });
    expect((await invoke({ fail: true })).outcome).toMatchObject({
      kind: 'failed',
      error: { errorType: 'RangeError', errorMessage: 'told', trace: expect.arrayContaining(['RangeError: told']) },
    });
  });
});

describe('an environment that answers what is no answer', () => {
  it('is over, and the next call has a new one', async () => {
    const { host, invoke } = handlerOf(
      'exports.handler = async (e) => { if (e.damage) JSON.stringify = () => ({}); return 1 }',
    );
    await invoke();
    expect((await invoke({ damage: true })).outcome).toMatchObject({
      kind: 'failed',
      error: { errorType: 'Runtime.ExitError' },
    });
    expect(await invoke()).toMatchObject({ cold: true, outcome: { kind: 'returned', json: '1' } });
    expect(host.environmentCount).toBe(1);
  });
});

describe('a platform that is busy for longer than a call may take', () => {
  it.each([
    { name: 'a long result', result: "'x'.repeat(500000)" },
    { name: 'much output', result: "Array.from({ length: 500 }, (_, n) => console.log(n + 'x'.repeat(1000))).length" },
  ])('does not blame the call: $name', async ({ result }) => {
    const { invoke } = handlerOf(
      `exports.handler = async (e) => { if (e.wait) await new Promise((r) => setTimeout(r, 30)); return e.wait ? ${result} : 1 }`,
      { fn: { timeoutSeconds: 1 } },
    );
    await invoke();
    const call = invoke({ wait: true });
    const until = performance.now() + 1300;
    while (performance.now() < until);
    expect((await call).outcome).toMatchObject({ kind: 'returned' });
  });
});
