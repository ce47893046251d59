import { describe, expect, it } from '@jest/globals';
import { routeKeyProblem, routeKeyShape } from '../../../src/template/resources/apigateway/route-key.ts';

describe('routeKeyProblem', () => {
  it.each(['$default', 'GET /', 'ANY /{proxy+}', 'GET /a/{b}/c', 'POST /a-b_c.d~e/{x-y}', 'OPTIONS /{proxy+}'])(
    'accepts %s',
    (key) => {
      expect(routeKeyProblem(key)).toBeUndefined();
    },
  );

  it.each([
    { key: '', words: 'not formatted properly' },
    { key: '/orders', words: 'not formatted properly' },
    { key: 'get /orders', words: 'not formatted properly' },
    { key: 'TRACE /orders', words: 'not formatted properly' },
    { key: 'GET orders', words: 'not formatted properly' },
    { key: 'GET  /orders', words: 'not formatted properly' },
    { key: 'GET /{a+}/b', words: 'not formatted properly' },
    { key: 'GET /x{a}', words: 'not formatted properly' },
    { key: 'GET /{}', words: 'not formatted properly' },
    { key: 'GET /a//b', words: 'not formatted properly' },
    { key: 'GET /a b', words: 'not formatted properly' },
    { key: 'GET /a/', words: 'must not end in a slash' },
    { key: 'GET /{a}/{a}', words: 'occurs twice' },
    { key: 'GET /{a}/{a+}', words: 'occurs twice' },
  ])('refuses $key', ({ key, words }) => {
    expect(routeKeyProblem(key)?.reason).toContain(words);
  });
});

describe('routeKeyShape', () => {
  it.each([
    { one: 'GET /a/{b}', other: 'GET /a/{c}', same: true },
    { one: 'GET /{a}/{b+}', other: 'GET /{x}/{y+}', same: true },
    { one: 'GET /a/{b}', other: 'GET /a/{b+}', same: false },
    { one: 'GET /a', other: 'ANY /a', same: false },
    { one: 'GET /a', other: 'GET /A', same: false },
  ])('$one and $other: $same', ({ one, other, same }) => {
    expect(routeKeyShape(one) === routeKeyShape(other)).toBe(same);
  });
});
