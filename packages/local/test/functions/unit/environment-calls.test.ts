import { describe, expect, it, jest } from '@jest/globals';
import { fromCallText } from '../../../src/functions/bootstrap/call-text.ts';
import { Mailbox } from '../../../src/functions/bootstrap/mailbox.ts';
import { type Ended, EnvironmentCalls } from '../../../src/functions/environment-calls.ts';

/** The calls of an environment whose thread is played by the test. */
function subject() {
  const begun: string[] = [];
  const sent: string[] = [];
  const over: number[] = [];
  const calls = new EnvironmentCalls({
    send: (text) => sent.push(text),
    onLook: () => undefined,
    onTimeUp: () => over.push(calls.size),
    takePrinted: () => ['printed'],
  });
  const thread = new Mailbox(calls.mailbox.memory);
  const endings: Record<string, Ended['ending']['type']> = {};
  return {
    calls,
    begun,
    sent,
    over,
    endings,
    add: (requestId: string, { payload = '{}', limitMillis = 60_000 } = {}) => {
      const call = { requestId, traceId: 'Root=1', leftMillis: 1000, payload };
      const ended = calls.add(call, { limitMillis, onBegin: () => begun.push(requestId) });
      void ended.then(({ ending }) => {
        endings[requestId] = ending.type;
      });
      return ended;
    },
    take: () => fromCallText(thread.take() ?? '').requestId,
    answer: (json: string, handlerMs?: number) => calls.answered({ type: 'returned', json }, handlerMs),
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the calls of an environment', () => {
  it('run one after the other; each gets its own answer, and begins when the one before has ended', async () => {
    const { add, take, answer, begun } = subject();
    const both = Promise.all([add('first'), add('second')]);
    expect(begun).toEqual(['first']);
    expect([take(), take()]).toEqual(['first', 'second']);
    answer('1', 0.5);
    expect(begun).toEqual(['first', 'second']);
    answer('2', 0.25);
    expect(await both).toEqual([
      { ending: { type: 'returned', json: '1' }, durationMs: 0.5, printed: ['printed'] },
      { ending: { type: 'returned', json: '2' }, durationMs: 0.25, printed: ['printed'] },
    ]);
  });

  it('keep their order when whoever hears that one begins adds another', async () => {
    const { add, take, answer, calls } = subject();
    const inner: Promise<Ended>[] = [];
    const call = { requestId: 'outer', traceId: 'Root=1', leftMillis: 1000, payload: '{}' };
    const outer = calls.add(call, { limitMillis: 1000, onBegin: () => inner.push(add('inner')) });
    expect([take(), take()]).toEqual(['outer', 'inner']);
    answer('"outer"');
    answer('"inner"');
    expect((await outer).ending).toEqual({ type: 'returned', json: '"outer"' });
    expect((await inner[0])?.ending).toEqual({ type: 'returned', json: '"inner"' });
  });

  it('are at most as many as the mailbox has places, and none behind that would go as a message', () => {
    const { calls, add } = subject();
    for (let n = 0; n < Mailbox.places; n++) {
      expect(calls.hasRoomBehind('{}')).toBe(true);
      expect(calls.hasRoomBehind('€'.repeat(20_001))).toBe(false);
      void add(String(n));
    }
    expect(calls.hasRoomBehind('{}')).toBe(false);
  });

  it('fit with the longest payload that may wait', () => {
    const { add, sent, take } = subject();
    void add('first', { payload: '€'.repeat(20_000) });
    expect(sent).toEqual([]);
    expect(take()).toBe('first');
  });

  it('that wait can be had back: not the one that runs, nor what the thread has taken', async () => {
    const { calls, add, take, endings } = subject();
    for (const name of ['first', 'second', 'third']) void add(name);
    take();
    take();
    calls.recallWaiting();
    await settled();
    expect(endings).toEqual({ third: 'recalled' });
    expect(calls.size).toBe(2);
  });

  it.each([{ type: 'exited', code: 1 }, { type: 'killed' }, { type: 'out-of-memory' }, { type: 'timeout' }] as const)(
    'end with the environment, the one that runs as $type and those that wait as recalled',
    async (ending) => {
      const { calls, add, take, endings } = subject();
      for (const name of ['first', 'second', 'third']) void add(name);
      take();
      calls.end(ending);
      await settled();
      expect(endings).toEqual({ first: ending.type, second: 'recalled', third: 'recalled' });
    },
  );

  it('that have not begun when the environment ends are recalled, the first too', async () => {
    const { calls, add, endings } = subject();
    void add('first');
    calls.end({ type: 'exited', code: 1 });
    await settled();
    expect(endings).toEqual({ first: 'recalled' });
  });

  it('get as much time again, once, as this thread was late to look at it', () => {
    jest.useFakeTimers();
    try {
      const { add, over } = subject();
      let lateMillis = 0;
      const now = performance.now.bind(performance);
      const spy = jest.spyOn(performance, 'now').mockImplementation(() => now() + lateMillis);
      void add('first', { limitMillis: 1000 });
      lateMillis = 500;
      jest.advanceTimersByTime(1000);
      expect(over).toEqual([]);
      jest.advanceTimersByTime(499);
      expect(over).toEqual([]);
      lateMillis = 600;
      jest.advanceTimersByTime(1);
      expect(over).toEqual([1]);
      spy.mockRestore();
    } finally {
      jest.useRealTimers();
    }
  });

  it('have their time from when they begin, and the thread that has answered is not late', () => {
    jest.useFakeTimers();
    try {
      const { calls, add, take, answer, over } = subject();
      void add('first', { limitMillis: 1000 });
      void add('second', { limitMillis: 1000 });
      take();
      take();
      // the first is answered, its answer on the way: the thread has the second
      expect(calls.isAhead).toBe(true);
      jest.advanceTimersByTime(1500);
      expect(over).toEqual([]);
      answer('1');
      jest.advanceTimersByTime(999);
      expect(over).toEqual([]);
      jest.advanceTimersByTime(2);
      expect(over).toEqual([1]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('wait on when a time limit is looked at that is not over', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const { calls, add, take, answer, endings } = subject();
      void add('first', { limitMillis: 1000 });
      take();
      jest.advanceTimersByTime(900);
      answer('1');
      void add('second', { limitMillis: 1000 });
      void add('third');
      take();
      jest.advanceTimersByTime(200);
      await settled();
      expect(endings).toEqual({ first: 'returned' });
      expect(calls.size).toBe(2);
    } finally {
      jest.useRealTimers();
    }
  });
});
