import { describe, expect, it } from '@jest/globals';
import {
  advance,
  genericPaths,
  intersect,
  isGreedy,
  longer,
  matches,
  type Pattern,
  patternText,
  toTemplate,
  toWildcards,
} from '../../../src/policy/path-pattern.ts';
import { parseRouteKey } from '../../../src/route-key.ts';

/** `a` a literal, `.` one segment, `-` one that is not empty, `*` one or more; `/` alone is no part. */
const pattern = (text: string): Pattern =>
  text === ''
    ? []
    : text.split('/').map((part) => {
        if (part === '*') return { kind: 'some' };
        if (part === '.' || part === '-') return { kind: 'one', mayBeEmpty: part === '.' };
        return { kind: 'literal', text: part === '~' ? '' : part };
      });
const template = (routeKey: string, empty: boolean) => {
  const parsed = parseRouteKey(routeKey);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return toTemplate(parsed.parts, empty);
};
const texts = (patterns: readonly Pattern[]) => patterns.map(patternText);

describe('toTemplate', () => {
  it.each([
    { key: '$default', loose: '*', strict: '*' },
    { key: 'GET /', loose: '~', strict: '~' },
    { key: 'GET /a', loose: 'a', strict: 'a' },
    { key: 'GET /{x}', loose: '-', strict: '-' },
    { key: 'GET /a/{x}', loose: 'a/.', strict: 'a/-' },
    { key: 'GET /{x+}', loose: '*', strict: '*' },
    { key: 'GET /{x}/b/{y+}', loose: './b/*', strict: '-/b/*' },
  ])('of $key', ({ key, loose, strict }) => {
    expect(template(key, true)).toEqual(pattern(loose));
    expect(template(key, false)).toEqual(pattern(strict));
  });
});

describe('what is said of patterns', () => {
  it.each([
    { of: 'a/b', wildcards: 'a/b', greedy: false, longerOnes: [] },
    { of: 'a/.', wildcards: 'a/*', greedy: false, longerOnes: [] },
    { of: '*/a', wildcards: '*/a', greedy: false, longerOnes: ['*/*/a'] },
    { of: 'a/*', wildcards: 'a/*', greedy: true, longerOnes: ['a/*/*'] },
    { of: '*/b/*', wildcards: '*/b/*', greedy: true, longerOnes: ['*/*/b/*', '*/b/*/*'] },
    { of: '', wildcards: '', greedy: false, longerOnes: [] },
  ])('$of', ({ of, wildcards, greedy, longerOnes }) => {
    expect(toWildcards(pattern(of))).toEqual(pattern(wildcards));
    expect(isGreedy(pattern(of))).toBe(greedy);
    expect(longer(pattern(of))).toEqual(longerOnes.map(pattern));
  });
});

describe('matches', () => {
  it.each([
    { of: 'a', paths: ['a'], not: ['b', '', 'a/a', 'a/'] },
    { of: '.', paths: ['a', ''], not: ['a/b'] },
    { of: '-', paths: ['a'], not: ['', 'a/b'] },
    { of: '*', paths: ['a', '', 'a/b', '//'], not: [] },
    { of: 'a/*/b', paths: ['a/x/b', 'a/x/y/b', 'a//b', 'a/b/b'], not: ['a/b', 'a/x/b/c', 'x/a/y/b'] },
    { of: '*/-', paths: ['a/b', 'a/b/c'], not: ['a', 'a/'] },
  ])('$of', ({ of, paths, not }) => {
    for (const path of paths) expect({ path, is: matches(pattern(of), path.split('/')) }).toEqual({ path, is: true });
    for (const path of not) expect({ path, is: matches(pattern(of), path.split('/')) }).toEqual({ path, is: false });
  });

  it('step by step', () => {
    expect(advance(pattern('*/a'), [0], 'a')).toEqual(new Set([1, 0]));
    expect(advance(pattern('*/a'), [0, 1], 'a')).toEqual(new Set([0, 1, 2]));
    expect(advance(pattern('*/a'), [2], 'a')).toEqual(new Set());
  });
});

describe('genericPaths', () => {
  it.each([
    { of: 'a/./-', most: 3, paths: ['a/*/*'] },
    { of: 'a/*', most: 3, paths: ['a/*', 'a/*/*', 'a/*/*/*'] },
    { of: '*/b/.', most: 2, paths: ['*/b/*', '*/*/b/*'] },
  ])('of $of', ({ of, most, paths }) => {
    expect(genericPaths(pattern(of), most).map((path) => path.join('/'))).toEqual(paths);
  });
});

describe('intersect', () => {
  it.each([
    { wildcards: 'a', template: 'a', is: ['a'] },
    { wildcards: 'a', template: 'b', is: [] },
    { wildcards: 'a', template: '.', is: ['a'] },
    { wildcards: '~', template: '-', is: [] },
    { wildcards: '~', template: '.', is: [''] },
    { wildcards: 'a/b', template: 'a', is: [] },
    { wildcards: 'a', template: 'a/b', is: [] },
    { wildcards: '*', template: 'a/b', is: ['a/b'] },
    { wildcards: '*/b', template: 'a/b', is: ['a/b'] },
    { wildcards: '*/b', template: 'a/./b', is: ['a/*/b'] },
    { wildcards: '*/*', template: '././.', is: ['*/*/*', '*/*/*'] },
    { wildcards: 'a/*', template: '*', is: ['a/*'] },
    { wildcards: '*/c', template: 'a/*', is: ['a/c', 'a/*/c'] },
    { wildcards: '', template: '', is: [''] },
  ])('of $wildcards and $template', ({ wildcards, template: other, is }) => {
    expect(texts(intersect(pattern(wildcards), pattern(other)))).toEqual(is);
  });

  it('takes a parameter for a wildcard, which crosses slashes', () => {
    expect(intersect(pattern('*/b'), pattern('./b'))).toEqual([pattern('*/b')]);
  });
});
