import { describe, expect, it, jest } from '@jest/globals';
import { watchInterruption } from '../../../src/host/interruption.ts';
import { fakeHost } from '../../support/fake-host.ts';

describe('watchInterruption', () => {
  it('stops at the first signal, ignores its echo, and exits at the next', () => {
    let now = 0;
    const host = fakeHost({ now: () => now });
    const abandon = jest.fn();
    const { signal, listen, end } = watchInterruption(host, abandon);
    host.signal();
    expect(signal.aborted).toBe(false);
    listen();
    listen();
    host.signal();
    expect(signal.aborted).toBe(true);
    now = 50;
    host.signal();
    expect(host.exits).toEqual([]);
    now = 1_000;
    host.signal();
    expect(abandon).toHaveBeenCalledTimes(1);
    expect(host.exits).toEqual([130]);
    end();
    host.signal();
    expect(host.exits).toEqual([130]);
  });
});
