import { describe, expect, it } from '@jest/globals';
import { routeKeyFinding, routeKeyShape } from '../../../src/template/resources/apigateway/route-key.ts';

describe('routeKeyFinding', () => {
  it.each(['$default', 'GET /', 'ANY /{proxy+}', 'GET /a/{b}/c', 'POST /a-b_c.d~e/{x-y}', 'OPTIONS /{proxy+}'])(
    'accepts %s',
    (key) => {
      expect(routeKeyFinding(key)).toBeUndefined();
    },
  );

  it.each([
    { key: '', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: '/orders', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'get /orders', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'TRACE /orders', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET orders', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET  /orders', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET /{a+}/b', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET /x{a}', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET /{}', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET /a//b', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET /a b', rule: 'route-key-format', words: 'is not formatted properly' },
    { key: 'GET /a/', rule: 'route-key-trailing-slash', words: 'must not end in a slash' },
    { key: 'GET /{a}/{a}', rule: 'route-key-repeated-parameter', words: 'occurs twice' },
    { key: 'GET /{a}/{a+}', rule: 'route-key-repeated-parameter', words: 'occurs twice' },
  ])('refuses $key', ({ key, rule, words }) => {
    expect(routeKeyFinding(key)).toMatchObject({ rule, what: expect.stringContaining(words) });
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
