import { afterEach, describe, expect, it } from '@jest/globals';
import { withoutStackTraces } from '../../../src/token/without-stack-traces.ts';

const usual = Error.stackTraceLimit;
afterEach(() => {
  Error.stackTraceLimit = usual;
});
const framesOf = ({ stack = '' }: Error) => stack.split('\n').filter((line) => line.startsWith('    at ')).length;

describe('without stack traces', () => {
  it('gives what the function gives, whose errors have none', () => {
    expect(withoutStackTraces(() => framesOf(new Error('unread')))).toBe(0);
  });

  it.each([3, 10, Number.POSITIVE_INFINITY])('leaves a limit of %d as it was', (limit) => {
    Error.stackTraceLimit = limit;
    withoutStackTraces(() => 1);
    expect(Error.stackTraceLimit).toBe(limit);
    expect(framesOf(new Error('read'))).toBeGreaterThan(0);
  });

  it('leaves it as it was when the function throws', () => {
    const failing = () => {
      throw new Error('unread');
    };
    expect(() => withoutStackTraces(failing)).toThrow('unread');
    expect(Error.stackTraceLimit).toBe(usual);
  });
});
