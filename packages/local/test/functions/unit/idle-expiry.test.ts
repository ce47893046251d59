import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IdleExpiry } from '../../../src/functions/idle-expiry.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A pool whose environments are only the times since when they are idle. */
function pool() {
  const idle: number[] = [];
  return {
    idle,
    get idleSince() {
      return idle[0];
    },
    reclaim: (idleMillis: number, now: number) => {
      while (now - (idle[0] ?? Number.POSITIVE_INFINITY) >= idleMillis) idle.shift();
    },
  };
}

describe('IdleExpiry', () => {
  it('ends each environment when its time is up, with one timer, and none when nothing is idle', () => {
    const one = pool();
    const other = pool();
    const expiry = new IdleExpiry(1000, () => [one, other]);
    const becomeIdle = (in_: ReturnType<typeof pool>) => {
      in_.idle.push(performance.now());
      expiry.wake();
    };
    becomeIdle(one);
    jest.advanceTimersByTime(400);
    becomeIdle(other);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(600);
    expect([one.idle.length, other.idle.length, jest.getTimerCount()]).toEqual([0, 1, 1]);
    jest.advanceTimersByTime(400);
    expect([other.idle.length, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('sets no timer again where what was idle is busy', () => {
    const one = pool();
    const expiry = new IdleExpiry(1000, () => [one]);
    expiry.wake();
    jest.advanceTimersByTime(1000);
    expect(jest.getTimerCount()).toBe(0);
    expiry.wake();
    expiry.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
