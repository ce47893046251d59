import { randomUUID } from 'node:crypto';
import { globSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LambdaFunction } from '../../../src/model/index.ts';
import { arn, closeSubjects, declare, handlerOf, type Subject } from './support.ts';

afterEach(closeSubjects);

const code = `let alone = true;
  exports.handler = async (e) => {
    if (!alone) throw new Error('two calls at once');
    alone = false;
    if (e.print) console.log('of ' + e.n);
    if (e.exit) process.exit(1);
    if (e.loop) for (;;);
    while (e.until && !require('node:fs').existsSync(e.until)) await new Promise((r) => setTimeout(r, 5));
    alone = true;
    return e.n;
  }`;

async function quick(fn: Partial<LambdaFunction> = { timeoutSeconds: 1 }): Promise<Subject> {
  const made = handlerOf(code, { fn, host: { environments: 3 } });
  for (let n = 0; n < 100; n++) await made.invoke({ n });
  return made;
}

const answers = (n: number) => ({ kind: 'returned', json: String(n) });

describe('calls of a quick handler at the same time', () => {
  it('start an environment each, however quick', async () => {
    const { host, invoke } = await quick();
    expect(host.environmentCount).toBe(1);
    const calls = await Promise.all([invoke({ n: 1 }), invoke({ n: 2 })]);
    expect(calls.map(({ outcome, cold }) => [outcome, cold])).toEqual([
      [answers(1), false],
      [answers(2), true],
    ]);
    expect(host.environmentCount).toBe(2);
  });

  it('run one at a time in an environment, each with its own answer and log', async () => {
    const { invoke } = await quick();
    const calls = await Promise.all(Array.from({ length: 200 }, (_, n) => invoke({ n, print: n % 3 === 0 })));
    for (const [n, { outcome, logs }] of calls.entries()) {
      expect(outcome).toEqual(answers(n));
      expect(logs.map((line) => line.trimEnd().endsWith(`\tof ${n}`))).toEqual(n % 3 === 0 ? [true] : []);
    }
  });

  it.each([
    { name: 'exits', fault: { exit: true }, error: /Runtime exited/ },
    { name: 'loops without end', fault: { loop: true }, error: /Task timed out after 1\.00 seconds/ },
  ])('are not harmed by one among them that $name', async ({ fault, error }) => {
    const { invoke } = await quick();
    for (let round = 0; round < 3; round++) {
      const calls = await Promise.all(Array.from({ length: 12 }, (_, n) => invoke(n === 3 ? { n, ...fault } : { n })));
      for (const [n, { outcome }] of calls.entries()) {
        if (n === 3)
          expect(outcome).toMatchObject({ kind: 'failed', error: { errorMessage: expect.stringMatching(error) } });
        else expect(outcome).toEqual(answers(n));
      }
    }
  });

  it('do not wait for one among them that takes long', async () => {
    const { directory, invoke } = await quick({ timeoutSeconds: 60 });
    const file = join(directory, 'go-on');
    let isDone = false;
    const slow = invoke({ n: -1, until: file }).finally(() => {
      isDone = true;
    });
    const calls = await Promise.all(Array.from({ length: 12 }, (_, n) => invoke({ n })));
    expect(isDone).toBe(false);
    expect(calls.map(({ outcome }) => outcome)).toEqual(calls.map((_, n) => answers(n)));
    writeFileSync(file, '');
    expect((await slow).outcome).toEqual(answers(-1));
  });

  it('end with the host', async () => {
    const { host, invoke } = await quick();
    const calls = Array.from({ length: 12 }, (_, n) => invoke({ n, loop: true }));
    await host.close();
    for (const { outcome } of await Promise.all(calls)) expect(['failed', 'throttled']).toContain(outcome.kind);
    expect(host.environmentCount).toBe(0);
  });
});

describe('a function host that is closed', () => {
  it('may be closed again meanwhile', async () => {
    const { host, invoke } = await quick();
    const call = invoke({ n: 1, loop: true });
    await Promise.all([host.close(), host.close()]);
    expect((await call).outcome.kind).toBe('failed');
  });

  it('ends the calls of a version that never became current, and starts nothing for those that wait', async () => {
    const { host, directory } = handlerOf(code, { host: { environments: 1 } });
    const next = host.prepare({ functions: [declare({ codeDirectory: directory, environment: { NEXT: '1' } })] });
    const invoke = (event: object) => next.invoke(arn, JSON.stringify(event));
    await invoke({ n: 0 });
    const calls = [1, 2, 3].map((n) => invoke({ n, until: join(directory, 'never') }));
    await host.close();
    for (const { outcome } of await Promise.all(calls)) expect(outcome.kind).toBe('failed');
    expect(host.environmentCount).toBe(0);
  });

  it('gives the answers that had been given', async () => {
    const mark = `ran-${randomUUID()}`;
    // up to Node 22 this is written after the answer is given, each in its own /tmp
    const { host, invoke } = handlerOf(
      `exports.handler = async (e) => { if (e.marks) setImmediate(() => require('node:fs').writeFileSync('/tmp/${mark}', '')); return 1 }`,
      { fn: { runtime: 'nodejs22.x' } },
    );
    // three environments that are there already: none can become ready while this thread is busy
    await Promise.all([1, 2, 3].map(() => invoke({})));
    const calls = [1, 2, 3].map(() => invoke({ marks: true }));
    await setImmediate();
    // this thread is busy while the other one works
    const until = performance.now() + 20_000;
    while (globSync(join(tmpdir(), 'scopegate-tmp-*', mark)).length < 3 && performance.now() < until);
    await host.close();
    for (const { outcome } of await Promise.all(calls)) expect(outcome).toEqual(answers(1));
  });
});

describe('an environment', () => {
  it('serves a function that puts another Promise in its place', async () => {
    const own = 'globalThis.Promise = class extends Promise { static withResolvers = undefined };';
    const { invoke } = handlerOf(`${own} exports.handler = (e, c, done) => done(null, e.n)`, {
      fn: { runtime: 'nodejs22.x' },
    });
    for (const n of [1, 2]) expect((await invoke({ n })).outcome).toEqual(answers(n));
  });
});
