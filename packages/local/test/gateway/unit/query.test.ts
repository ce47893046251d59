import { describe, expect, it } from '@jest/globals';
import { joinedQuery } from '../../../src/gateway/request/query.ts';

describe('joinedQuery', () => {
  it.each([
    { query: 'k=one&k=two', expected: { k: 'one,two' } },
    { query: 'p=a%2Bb&q=a+b&e=', expected: { p: 'a+b', q: 'a b', e: '' } },
    { query: 'flag&K=1&k=2', expected: { flag: '', K: '1', k: '2' } },
    { query: 'bad=%zz&&', expected: { bad: '%zz' } },
    { query: '', expected: {} },
  ])('$query', ({ query, expected }) => {
    expect(Object.fromEntries(joinedQuery(query))).toEqual(expected);
  });
});
