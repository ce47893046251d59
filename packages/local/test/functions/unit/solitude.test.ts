import { describe, expect, it } from '@jest/globals';
import { Solitude } from '../../../src/functions/solitude.ts';

/** Surroundings that the test moves. */
function subject({ processors = 2 } = {}) {
  const at = { now: 1000, idle: 1 };
  const solitude = new Solitude({ now: () => at.now, idleMillis: () => at.idle, processors });
  /** One call after the other, as many as came with one event; which of them were alone. */
  const event = (calls: number): boolean[] => {
    at.idle += 0.1;
    return Array.from({ length: calls }, () => {
      solitude.enter();
      const isAlone = solitude.isAlone();
      solitude.leave();
      return isAlone;
    });
  };
  return { at, solitude, event };
}

describe('a call is alone', () => {
  it("when it is the only one, and so is the one that follows from it: an authorizer's and a handler's", () => {
    const { event } = subject();
    expect(event(2)).toEqual([true, true]);
    expect(event(2)).toEqual([true, true]);
  });

  it('not while another is under way, nor for 5 ms after', () => {
    const { at, solitude, event } = subject();
    solitude.enter();
    solitude.enter();
    expect(solitude.isAlone()).toBe(false);
    solitude.leave();
    expect(solitude.isAlone()).toBe(false);
    solitude.leave();
    at.now += 4.9;
    expect(event(1)).toEqual([false]);
    at.now += 0.2;
    expect(event(1)).toEqual([true]);
  });

  it('not when the event loop has not waited since: there may be requests that nobody has seen yet', () => {
    const { event } = subject();
    expect(event(5)).toEqual([true, true, false, false, false]);
    expect(event(1)).toEqual([true]);
  });

  it('never on a machine with one processor', () => {
    expect(subject({ processors: 1 }).event(1)).toEqual([false]);
  });
});

describe('the machine', () => {
  it('tells when the event loop has waited', async () => {
    const solitude = new Solitude();
    const ask = (): boolean => {
      solitude.enter();
      const isAlone = solitude.isAlone();
      solitude.leave();
      return isAlone;
    };
    const { idleTime } = performance.nodeTiming;
    for (let n = 0; n < 3; n++) ask();
    expect(ask()).toBe(false);
    // a busy event loop waits for nothing
    while (performance.nodeTiming.idleTime === idleTime) await new Promise((resolve) => setTimeout(resolve, 1));
    const isAlone = [ask(), ask(), ask()];
    expect(isAlone).toEqual(navigator.hardwareConcurrency > 1 ? [true, true, false] : [false, false, false]);
  });
});
