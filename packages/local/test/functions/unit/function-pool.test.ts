import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../../src/functions/bootstrap/protocol.ts';
import type { Ended, Ending } from '../../../src/functions/ending.ts';
import type { ExecutionEnvironment } from '../../../src/functions/execution-environment.ts';
import { FunctionPool, type PoolOptions } from '../../../src/functions/function-pool.ts';
import { createClock } from '../../../src/model/index.ts';
import { declare } from '../e2e/support.ts';

interface Taken {
  /** Which environment it went to, from 0. */
  readonly in: number;
  readonly payload: string;
  end(ending: Ending): void;
}

/** A pool whose environments are played by the test. */
function subject(options: Partial<PoolOptions> = {}) {
  const taken: Taken[] = [];
  const ended: number[] = [];
  let started = 0;
  let idle = 0;
  const start = () => {
    const id = started++;
    const environment = {
      isAlive: true,
      maxUsedMegabytes: undefined,
      initialized: async () => ({ type: 'ready' }),
      takePrinted: () => [],
      end: async () => {
        ended.push(id);
      },
      run: ({ payload }: Call) =>
        new Promise<Ended>((resolve) => {
          const end = (ending: Ending): void => resolve({ ending, durationMs: 0.1, printed: [] });
          taken.push({ in: id, payload, end });
        }),
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
    onIdle: () => idle++,
    start,
    ...options,
  });
  return { pool, taken, ended, where: () => taken.map((call) => call.in), count: () => started, idle: () => idle };
}

const returned: Ending = { type: 'returned', json: '1' };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function warmUp({ pool, taken }: ReturnType<typeof subject>): Promise<void> {
  const call = pool.invoke('{}');
  await turn();
  for (const each of taken.splice(0)) each.end(returned);
  await call;
}

describe('calls at the same time', () => {
  it('have an environment each, also where the handler is quick', async () => {
    const it = subject();
    for (let n = 0; n < 100; n++) await warmUp(it);
    expect(it.count()).toBe(1);
    const calls = [1, 2].map((n) => it.pool.invoke(String(n)));
    await turn();
    expect(it.where()).toEqual([0, 1]);
    for (const call of it.taken) call.end(returned);
    await Promise.all(calls);
    expect(it.idle()).toBe(102);
  });

  it('wait where no further environment may start, and are served in order when one is free', async () => {
    const it = subject({ environments: 1 });
    const calls = [1, 2, 3].map((n) => it.pool.invoke(String(n)));
    await turn();
    for (const n of [1, 2, 3]) {
      expect(it.taken.map(({ payload }) => payload)).toEqual([String(n)]);
      it.taken.shift()?.end(returned);
      await turn();
    }
    await Promise.all(calls);
    expect(it.count()).toBe(1);
  });

  it('never have more environments than may be, whoever waits and whoever comes', async () => {
    const it = subject({ environments: 1 });
    await warmUp(it);
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
      it.taken.shift()?.end(returned);
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

  it('do not use an environment that is retired', async () => {
    const it = subject();
    await warmUp(it);
    const first = it.pool.invoke('1');
    await it.pool.makeCold();
    const second = it.pool.invoke('2');
    await turn();
    expect(it.where()).toEqual([0, 1]);
    expect(it.ended).toEqual([]);
    for (const call of it.taken) call.end(returned);
    await Promise.all([first, second]);
    expect(it.ended).toEqual([0]);
  });
});

describe('a call that its environment could not begin', () => {
  const recalled: Ending = { type: 'recalled' };

  it('goes to another one, and that environment is over', async () => {
    const it = subject();
    await warmUp(it);
    const call = it.pool.invoke('moved');
    await turn();
    it.taken[0]?.end(recalled);
    await turn();
    expect(it.taken.map(({ in: at, payload }) => [at, payload])).toEqual([
      [0, 'moved'],
      [1, 'moved'],
    ]);
    it.taken[1]?.end({ type: 'returned', json: '"moved"' });
    expect((await call).outcome).toEqual({ kind: 'returned', json: '"moved"' });
    expect(it.ended).toEqual([0]);
    expect(it.pool.isQuiet).toBe(true);
  });

  it('is served before calls that came later', async () => {
    const it = subject({ environments: 1 });
    await warmUp(it);
    const calls = [it.pool.invoke('moved')];
    await turn();
    calls.push(it.pool.invoke('later'));
    it.taken[0]?.end(recalled);
    await turn();
    it.taken[1]?.end(returned);
    await turn();
    it.taken[2]?.end(returned);
    await Promise.all(calls);
    expect(it.taken.map(({ payload }) => payload)).toEqual(['moved', 'moved', 'later']);
  });

  it('is told to start once', async () => {
    const lines: string[] = [];
    const it = subject({ onLine: (line) => lines.push(line) });
    await warmUp(it);
    const call = it.pool.invoke('1');
    await turn();
    it.taken[0]?.end(recalled);
    await turn();
    it.taken[1]?.end(returned);
    const { requestId } = await call;
    expect(lines.filter((line) => line.startsWith(`START RequestId: ${requestId}`))).toHaveLength(1);
  });

  it('ends as killed when the pool is closed', async () => {
    const it = subject();
    await warmUp(it);
    const call = it.pool.invoke('1');
    await turn();
    const closed = it.pool.close();
    it.taken[0]?.end(recalled);
    expect((await call).outcome).toMatchObject({ error: { errorMessage: expect.stringMatching(/signal: killed$/) } });
    await closed;
  });
});
