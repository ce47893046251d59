import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { closeSubjects, handlerOf } from './support.ts';

afterEach(closeSubjects);

const printing = `console.log('at init');
exports.handler = async (e) => {
  console.debug('d %s', 1); console.error('bad', { a: 1 }); console.log('two\\nlines');
  process.stdout.write('{"raw":'); process.stdout.write('1}\\n'); process.stderr.write('err\\nno end');
  require('node:fs').writeSync(1, 'by descriptor\\n'); await require('node:util').promisify(require('node:fs').write)(2, 'async\\n');
  if (e.fail) throw new Error('boom');
}`;
const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

describe('text format', () => {
  it('is as Lambda logs it, with START, END and REPORT around it', async () => {
    const { invoke, log } = handlerOf(printing);
    const { requestId, logs } = await invoke();
    const line = (text: string, id = requestId) => expect.stringMatching(new RegExp(`^${time}\t${id}\t${text}$`));
    const printed = [
      line('INFO\tat init', '-'),
      line('DEBUG\td 1'),
      line('ERROR\tbad { a: 1 }'),
      line('INFO\ttwo\nlines'),
      '{"raw":1}',
      'err',
      'by descriptor',
      'no endasync',
    ];
    expect(logs).toEqual(printed);
    expect(log).toEqual([
      printed[0],
      `START RequestId: ${requestId} Version: $LATEST`,
      ...printed.slice(1),
      `END RequestId: ${requestId}`,
      expect.stringMatching(
        /^REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms$/,
      ),
    ]);
  });

  it('has the error of a failed call, which the function did not print', async () => {
    const { invoke, log } = handlerOf(printing);
    const { logs } = await invoke({ fail: true });
    const own = /\tERROR\tInvoke Error \t\{"errorType":"Error","errorMessage":"boom","stack":\["Error: boom",/;
    expect(log).toContainEqual(expect.stringMatching(own));
    expect(logs).not.toContainEqual(expect.stringMatching(own));
    expect(log.at(-1)).toMatch(/\tStatus: error\tError Type: Error$/);
  });

  it.each([
    { name: 'exit', code: 'process.exit(1)' },
    { name: 'timeout', code: 'for (;;);' },
  ])('keeps what was printed before the environment died: $name', async ({ code }) => {
    const { invoke, log } = handlerOf(
      `exports.handler = async () => { process.stdout.write('last words\\n'); process.stdout.write('no end'); ${code} }`,
      {
        fn: { timeoutSeconds: 1 },
      },
    );
    const { logs } = await invoke();
    expect(logs[0]).toBe('last words');
    expect(logs.slice(1)).toEqual(code === 'process.exit(1)' ? ['no end'] : []);
    expect(log.at(-1)).toMatch(code === 'for (;;);' ? /\tStatus: timeout$/ : /Error Type: Runtime\.ExitError$/);
  });

  it('belongs to the call that printed it', async () => {
    const { invoke } = handlerOf('exports.handler = async (e) => { process.stdout.write(e.text) }');
    expect((await invoke({ text: 'one' })).logs).toEqual(['one']);
    expect((await invoke({ text: 'two' })).logs).toEqual(['two']);
  });

  it('is on the platform clock', async () => {
    const { invoke, clock } = handlerOf('exports.handler = async () => console.log("x")');
    clock.advance(Date.UTC(2040, 0, 1) - clock.now());
    expect((await invoke()).logs[0]).toMatch(/^2040-01-01T00:0/);
  });
});

describe('JSON format', () => {
  it('is as Lambda logs it, with platform lines around it', async () => {
    const { invoke, log } = handlerOf(printing, { fn: { logFormat: 'JSON' } });
    const { requestId, logs } = await invoke({ fail: true });
    const timestamp = expect.stringMatching(time);
    expect(logs.slice(0, 4).map((line) => JSON.parse(line))).toEqual([
      { timestamp, level: 'INFO', requestId: '-', message: 'at init' },
      { timestamp, level: 'ERROR', requestId, message: 'bad { a: 1 }' },
      { timestamp, level: 'INFO', requestId, message: 'two\nlines' },
      { raw: 1 },
    ]);
    const platform = log.filter((line) => line.includes('"type":"platform')).map((line) => JSON.parse(line));
    expect(platform).toEqual([
      {
        time: timestamp,
        type: 'platform.start',
        record: { requestId, functionArn: expect.stringMatching(/:subject$/), version: '$LATEST' },
      },
      {
        time: timestamp,
        type: 'platform.runtimeDone',
        record: { requestId, metrics: { durationMs: expect.any(Number) }, status: 'error', errorType: 'Error' },
      },
      {
        time: timestamp,
        type: 'platform.report',
        record: {
          requestId,
          metrics: {
            durationMs: expect.any(Number),
            billedDurationMs: expect.any(Number),
            memorySizeMB: 128,
            maxMemoryUsedMB: expect.any(Number),
            initDurationMs: expect.any(Number),
          },
          status: 'error',
          errorType: 'Error',
        },
      },
    ]);
    expect(JSON.parse(log.find((line) => line.includes('boom')) ?? '')).toMatchObject({
      level: 'ERROR',
      requestId,
      message: { errorType: 'Error', errorMessage: 'boom', stackTrace: expect.arrayContaining(['Error: boom']) },
    });
  });
});

describe('a function that prints more than anybody reads', () => {
  it('has all of it logged, in order and before the answer', async () => {
    const { invoke } = handlerOf(`exports.handler = async (e) => {
      for (let n = 0; n < 3000; n++) process.stdout.write(n + ' ' + 'x'.repeat(n % 2000) + '\\n');
      process.stdout.write('€'.repeat(200000) + '\\n');
      return 'done' }`);
    const { outcome, logs } = await invoke();
    expect(outcome).toEqual({ kind: 'returned', json: '"done"' });
    expect(logs).toEqual([
      ...Array.from({ length: 3000 }, (_, n) => `${n} ${'x'.repeat(n % 2000)}`),
      '€'.repeat(200_000),
    ]);
  });

  it('times out like any other, and harms nobody', async () => {
    const { invoke } = handlerOf(
      `exports.handler = async (e) => { if (e.flood) for (;;) process.stdout.write('x'.repeat(1000) + '\\n'); return e.n }`,
      { fn: { timeoutSeconds: 1 }, host: { environments: 2 } },
    );
    const flood = invoke({ flood: true });
    for (let n = 0; n < 20; n++) expect((await invoke({ n })).outcome).toEqual({ kind: 'returned', json: String(n) });
    expect((await flood).outcome).toMatchObject({
      kind: 'failed',
      error: { errorMessage: expect.stringContaining('Task timed out after 1.00 seconds') },
    });
  });
});

describe('a function that changes how threads talk', () => {
  it('is heard all the same', async () => {
    const { invoke, log } = handlerOf(`const threads = require('node:worker_threads');
      threads.parentPort = { postMessage() {}, on() {} };
      for (const name of ['postMessage', 'close']) threads.MessagePort.prototype[name] = () => { throw new Error('mine') };
      exports.handler = async (e) => { console.log('call ' + e.n); return e.n }`);
    for (const n of [1, 2]) expect((await invoke({ n })).outcome).toEqual({ kind: 'returned', json: String(n) });
    expect(log.filter((line) => line.includes('call ')).map((line) => line.trimEnd().at(-1))).toEqual(['1', '2']);
  });
});

describe('a log listener that throws', () => {
  it.each([
    {
      name: 'one call',
      calls: 1,
      code: 'for (let n = 0; n < e.lines; n++) console.log(n); return 1',
      outcome: 'returned',
    },
    { name: 'calls side by side', calls: 5, code: 'console.log(1); return 1', outcome: 'returned' },
    { name: 'one that exits', calls: 1, code: 'console.log(1); process.exit(1)', outcome: 'failed' },
  ])('is told to the process and changes nothing: $name', async ({ calls, code, outcome }) => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const onLog = (): void => {
      throw new Error('broken');
    };
    const { host, invoke } = handlerOf(`exports.handler = async (e) => { ${code} }`, { host: { onLog } });
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(Array.from({ length: calls }, () => invoke({ lines: 20 })));
      expect(answers.map((answer) => answer.outcome.kind)).toEqual(Array(calls).fill(outcome));
    }
    await host.close();
    expect(host.environmentCount).toBe(0);
    expect(emitWarning.mock.calls).toContainEqual(['a listener to the log failed: broken', 'ScopegateObserverWarning']);
    emitWarning.mockRestore();
  });
});
