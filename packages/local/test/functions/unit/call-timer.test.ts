import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CallTimer } from '../../../src/functions/call-timer.ts';

let lateMillis = 0;
beforeEach(() => {
  lateMillis = 0;
  jest.useFakeTimers();
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + lateMillis);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** A timer, and how often it looked and ended its call. */
function subject(limitMillis: number, answersAtLook = Number.POSITIVE_INFINITY) {
  const seen = { looks: 0, over: 0 };
  const timer = new CallTimer({
    limitMillis,
    onLook: () => {
      seen.looks++;
      if (seen.looks >= answersAtLook) timer.stop();
    },
    onTimeUp: () => {
      seen.over++;
    },
  });
  return { timer, seen };
}

describe('the time of a call', () => {
  it('is up at its limit, not before', () => {
    const { seen } = subject(1000);
    jest.advanceTimersByTime(999);
    expect(seen).toEqual({ looks: 0, over: 0 });
    jest.advanceTimersByTime(1);
    expect(seen).toEqual({ looks: 1, over: 1 });
  });

  it('is not up when the answer is found at the last look', () => {
    const { seen } = subject(1000, 1);
    jest.advanceTimersByTime(5000);
    expect(seen).toEqual({ looks: 1, over: 0 });
  });

  it('is not up after the call', () => {
    const { timer, seen } = subject(1000);
    timer.stop();
    jest.advanceTimersByTime(5000);
    expect(seen).toEqual({ looks: 0, over: 0 });
  });

  it('is as much again, once, as this thread was late to look', () => {
    const { seen } = subject(1000);
    lateMillis = 500;
    jest.advanceTimersByTime(1000);
    jest.advanceTimersByTime(499);
    expect(seen).toEqual({ looks: 1, over: 0 });
    lateMillis = 900;
    jest.advanceTimersByTime(1);
    expect(seen).toEqual({ looks: 2, over: 1 });
  });

  it('has no end without a limit', () => {
    const { timer, seen } = subject(Number.POSITIVE_INFINITY);
    jest.advanceTimersByTime(86_400_000);
    expect(seen).toEqual({ looks: 0, over: 0 });
    expect(timer.elapsedMillis).toBeGreaterThanOrEqual(86_400_000);
  });
});
