import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemorySampler } from '../../../src/functions/memory-sampler.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('MemorySampler', () => {
  it('looks at busy environments ten times a second, and stops when none is', () => {
    const looks: string[] = [];
    const environment = (name: string, isBusy: boolean) => ({
      isBusy,
      sampleMemory: async () => void looks.push(name),
    });
    const busy = environment('busy', true);
    const sampler = new MemorySampler([busy, environment('idle', false)]);
    sampler.wake();
    sampler.wake();
    jest.advanceTimersByTime(300);
    expect(looks).toEqual(['busy', 'busy', 'busy']);
    busy.isBusy = false;
    jest.advanceTimersByTime(1000);
    expect([looks.length, jest.getTimerCount()]).toEqual([3, 0]);
    busy.isBusy = true;
    sampler.wake();
    jest.advanceTimersByTime(100);
    expect(looks).toHaveLength(4);
    sampler.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
