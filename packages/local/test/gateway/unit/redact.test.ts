import { describe, expect, it } from '@jest/globals';
import { redact } from '../../../src/gateway/observe/redact.ts';

describe('redact', () => {
  it('cuts secrets out of strings and names at any depth, and leaves the rest', () => {
    const value = { a: ['x secret-one y', 1, null], 'secret-two': { b: 'secret-onesecret-two' } };
    expect(redact(value, ['secret-one', 'secret-two', 'x'])).toEqual({
      a: ['x [redacted] y', 1, null],
      '[redacted]': { b: '[redacted][redacted]' },
    });
  });

  it('cuts the longer of two secrets first', () => {
    expect(redact('Bearer abcdefgh', ['abcdefgh', 'Bearer abcdefgh'])).toBe('[redacted]');
  });
});
