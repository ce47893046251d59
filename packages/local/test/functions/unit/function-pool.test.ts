import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../../src/functions/bootstrap/protocol.ts';
import type { CallOptions, Ended } from '../../../src/functions/environment-calls.ts';
import type { Ending, ExecutionEnvironment } from '../../../src/functions/execution-environment.ts';
import { FunctionPool, type PoolOptions } from '../../../src/functions/function-pool.ts';
import { Solitude } from '../../../src/functions/solitude.ts';
import { createClock } from '../../../src/model/index.ts';
import { declare } from '../e2e/support.ts';

interface Taken {
  /** Which environment it went to, from 0. */
  readonly in: number;
  readonly payload: string;
  end(ending: Ending, durationMs?: number): void;
}

/** A pool whose environments are played by the test. */
function subject(options: Partial<PoolOptions> = {}) {
  const taken: Taken[] = [];
  const ended: number[] = [];
  const awaited: string[] = [];
  let started = 0;
  const start = () => {
    const id = started++;
    const open: ((ended: Ended) => void)[] = [];
    const environment = {
      isAlive: true,
      maxUsedMegabytes: undefined,
      initialized: async () => ({ type: 'ready' }),
      hasRoomBehind: () => open.length > 0 && open.length < 8,
      recallBehind: () => {
        for (const end of open.splice(1)) end({ ending: { type: 'recalled' }, durationMs: 0, printed: [] });
        return false;
      },
      takePrinted: () => [],
      end: async () => {
        ended.push(id);
      },
      awaitFirst: (millis: number) => awaited.push(`${taken.at(-1)?.payload} ${millis} ms`),
      run: ({ payload }: Call, { onBegin }: CallOptions) => {
        onBegin();
        return new Promise<Ended>((resolve) => {
          open.push(resolve);
          const end = (ending: Ending, durationMs = 0.1): void => {
            open.splice(open.indexOf(resolve), 1);
            resolve({ ending, durationMs, printed: [] });
          };
          taken.push({ in: id, payload, end });
        });
      },
    };
    return environment as unknown as ExecutionEnvironment;
  };
  const pool = new FunctionPool(declare({}), {
    clock: createClock(),
    concurrency: 1000,
    environments: 2,
    initLimitMillis: 10_000,
    unlimited: false,
    onLine: undefined,
    solitude: new Solitude({ now: () => 0, idleMillis: () => 0, processors: 1 }),
    start,
    ...options,
  });
  const where = () => taken.map((call) => call.in);
  return { pool, taken, ended, awaited, where, count: () => started };
}

const returned: Ending = { type: 'returned', json: '1' };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function usually(millis: number, { pool, taken }: ReturnType<typeof subject>): Promise<void> {
  const call = pool.invoke('{}');
  await turn();
  taken.splice(0).forEach((each) => {
    each.end(returned, millis);
  });
  await call;
}

describe('a call that is alone', () => {
  it('is waited for on the spot where the handler is usually quick, until it would no longer be', async () => {
    let idleMillis = 0;
    const it = subject({ solitude: new Solitude({ now: () => 1000, idleMillis: () => ++idleMillis, processors: 2 }) });
    for (const millis of [0.1, 0.2, 10, 0.1]) await usually(millis, it);
    // not the first one, of which nothing is known, nor the one after a slow one
    expect(it.awaited).toEqual(['{} 0.25 ms', '{} 0.25 ms']);
  });

  it('is not alone while a call of another function is under way', async () => {
    let idleMillis = 0;
    const at = { now: 1000 };
    const solitude = new Solitude({ now: () => at.now, idleMillis: () => ++idleMillis, processors: 2 });
    const it = subject({ solitude });
    await usually(0.1, it);
    solitude.enter();
    await usually(0.1, it);
    expect(it.awaited).toEqual([]);
    solitude.leave();
    at.now += 100;
    await usually(0.1, it);
    expect(it.awaited).toHaveLength(1);
  });
});

describe('calls at the same time', () => {
  it('share an environment where the handler is usually quick', async () => {
    const it = subject();
    await usually(0.1, it);
    const calls = [1, 2, 3].map((n) => it.pool.invoke(String(n)));
    expect(it.where()).toEqual([0, 0, 0]);
    for (const call of [...it.taken]) call.end(returned);
    expect((await Promise.all(calls)).map(({ outcome }) => outcome.kind)).toEqual(['returned', 'returned', 'returned']);
    expect(it.count()).toBe(1);
  });

  it.each([
    { name: 'where it takes longer', before: [1] },
    { name: 'before any has ended', before: [] },
  ])('have one each $name', async ({ before }) => {
    const it = subject();
    for (const millis of before) await usually(millis, it);
    const calls = [1, 2].map((n) => it.pool.invoke(String(n)));
    await turn();
    expect(it.where()).toEqual([0, 1]);
    for (const call of it.taken) call.end(returned);
    await Promise.all(calls);
  });

  it('go to another environment when the one before them is not done in time, and are not moved twice', async () => {
    const it = subject();
    await usually(0.1, it);
    const slow = it.pool.invoke('slow');
    const next = it.pool.invoke('next');
    expect(it.where()).toEqual([0, 0]);
    while (it.taken.length < 3) await turn();
    expect(it.taken.map((call) => [call.payload, call.in])).toEqual([
      ['slow', 0],
      ['next', 0],
      ['next', 1],
    ]);
    it.taken[2]?.end({ type: 'returned', json: '"next"' });
    expect((await next).outcome).toEqual({ kind: 'returned', json: '"next"' });
    it.taken[0]?.end(returned);
    await slow;
    expect(it.pool.isQuiet).toBe(true);
  });

  it('do not end an environment that runs one of them, when others are moved and it is retired', async () => {
    const it = subject();
    await usually(0.1, it);
    const slow = it.pool.invoke('slow');
    const next = it.pool.invoke('next');
    await it.pool.makeCold();
    while (it.taken.length < 3) await turn();
    it.taken[2]?.end(returned);
    await next;
    expect(it.ended).toEqual([]);
    it.taken[0]?.end(returned);
    await slow;
    expect(it.ended).toEqual([0]);
  });

  it('that were moved get the first environment that is free, before calls that came later', async () => {
    const it = subject({ environments: 1 });
    await usually(0.1, it);
    const calls = ['slow', 'moved'].map((name) => it.pool.invoke(name));
    it.taken[1]?.end({ type: 'recalled' });
    await turn();
    calls.push(it.pool.invoke('later'));
    await turn();
    expect(it.taken.map(({ payload }) => payload)).toEqual(['slow', 'moved']);
    it.taken[0]?.end(returned);
    await turn();
    expect(it.taken.slice(2).map(({ payload }) => payload)).toEqual(['moved']);
    it.taken[2]?.end(returned);
    await turn();
    expect(it.taken.slice(3).map(({ payload }) => payload)).toEqual(['later']);
    it.taken[3]?.end(returned);
    await Promise.all(calls);
  });

  it('that were moved are told to start once', async () => {
    const lines: string[] = [];
    const it = subject({ onLine: (line) => lines.push(line) });
    await usually(0.1, it);
    const calls = ['1', '2'].map((name) => it.pool.invoke(name));
    it.taken[1]?.end({ type: 'recalled' });
    await turn();
    for (const index of [0, 2]) it.taken[index]?.end(returned);
    const ids = (await Promise.all(calls)).map(({ requestId }) => requestId);
    for (const id of ids) expect(lines.filter((line) => line.startsWith(`START RequestId: ${id}`))).toHaveLength(1);
  });

  it('wait where no further environment may start, and are served when one is free', async () => {
    const it = subject({ environments: 1 });
    await usually(1, it);
    const calls = [1, 2, 3].map((n) => it.pool.invoke(String(n)));
    for (const n of [1, 2, 3]) {
      expect(it.taken.map(({ payload }) => payload)).toEqual([String(n)]);
      it.taken.shift()?.end(returned, 1);
      await turn();
    }
    await Promise.all(calls);
    expect(it.count()).toBe(1);
  });

  it('never have more environments than may be, whoever waits and whoever comes', async () => {
    const it = subject({ environments: 1 });
    await usually(1, it);
    await it.pool.makeCold();
    const first = it.pool.invoke('first');
    const second = it.pool.invoke('second');
    await turn();
    let third: Promise<unknown> | undefined;
    void first.then(() => {
      third = it.pool.invoke('third');
    });
    it.taken.shift()?.end({ type: 'exited', code: 1 });
    for (const payload of ['second', 'third']) {
      await turn();
      expect(it.taken.map((call) => call.payload)).toEqual([payload]);
      it.taken.shift()?.end(returned, 1);
    }
    await Promise.all([second, third]);
  });

  it('leave their place where the environment cannot be started', async () => {
    const broken = () => {
      throw new Error('no such directory');
    };
    const { pool } = subject({ environments: 1, start: broken });
    for (let n = 0; n < 3; n++) await expect(pool.invoke('{}')).rejects.toThrow('no such directory');
    expect(pool.isQuiet).toBe(true);
  });

  it('do not share an environment that is retired', async () => {
    const it = subject();
    await usually(0.1, it);
    const first = it.pool.invoke('1');
    await it.pool.makeCold();
    const second = it.pool.invoke('2');
    await turn();
    expect(it.where()).toEqual([0, 1]);
    for (const call of it.taken) call.end(returned);
    await Promise.all([first, second]);
  });

  it('that never began end as killed when the pool is closed', async () => {
    const it = subject();
    await usually(0.1, it);
    const first = it.pool.invoke('1');
    const second = it.pool.invoke('2');
    const closed = it.pool.close();
    it.taken[1]?.end({ type: 'recalled' });
    it.taken[0]?.end({ type: 'killed' });
    for (const call of [first, second]) {
      expect((await call).outcome).toMatchObject({ error: { errorMessage: expect.stringMatching(/signal: killed$/) } });
    }
    await closed;
  });
});
