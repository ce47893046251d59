import { describe, expect, it } from '@jest/globals';
import { matchesWildcard } from '../../../src/iam/policy/wildcard.ts';

describe('matchesWildcard', () => {
  it.each([
    { pattern: '*', text: '', expected: true },
    { pattern: 'a*c', text: 'abbc', expected: true },
    { pattern: 'a*c', text: 'abcd', expected: false },
    { pattern: 'a?c', text: 'abc', expected: true },
    { pattern: 'a?c', text: 'ac', expected: false },
    { pattern: '*ab*ab', text: 'abxab', expected: true },
    { pattern: '', text: 'a', expected: false },
    { pattern: 'a.c', text: 'abc', expected: false },
    { pattern: 'ab', text: 'a*', expected: false },
    { pattern: 'a**', text: 'a', expected: true },
  ])('$pattern on "$text" is $expected', ({ pattern, text, expected }) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it('does not blow up on many stars', () => {
    expect(matchesWildcard(`${'*a'.repeat(50)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
