import { describe, expect, it } from '@jest/globals';
import { challengedScopes, toRequested } from '../../../src/decision/index.ts';
import { type AccessRule, allOf, anyOf, authenticated, iam, open, scopes } from '../../../src/index.ts';

const named = (rule: AccessRule, ...granted: string[]) =>
  challengedScopes(rule, { granted, impliesOthers: (scope) => scope.endsWith('admin') });

describe('the scopes of a challenge', () => {
  it.each<{ name: string; rule: AccessRule; granted: string[]; scopes: readonly string[] }>([
    {
      name: 'the whole alternative, not what is missing of it',
      rule: scopes('shop:read', 'shop:buy'),
      granted: ['shop:read'],
      scopes: ['shop:read', 'shop:buy'],
    },
    {
      name: 'the alternative that needs no wider scope, though it lacks more',
      rule: anyOf(allOf('admin'), allOf('read', 'write')),
      granted: [],
      scopes: ['read', 'write'],
    },
    {
      name: 'the alternative that lacks fewest scopes',
      rule: anyOf(allOf('a', 'b'), allOf('c')),
      granted: [],
      scopes: ['c'],
    },
    {
      name: 'a wide scope that is there already',
      rule: anyOf(allOf('b', 'c'), allOf('admin', 'a')),
      granted: ['admin'],
      scopes: ['admin', 'a'],
    },
    { name: 'the first of equals', rule: anyOf(allOf('b'), allOf('a')), granted: [], scopes: ['b'] },
    {
      name: 'fewest wide scopes where all need some',
      rule: anyOf(allOf('x:admin', 'y:admin'), allOf('admin', 'a', 'b')),
      granted: [],
      scopes: ['admin', 'a', 'b'],
    },
    {
      name: 'no alternative that is empty',
      rule: { kind: 'scopes', anyOf: [[], ['a']] },
      granted: [],
      scopes: ['a'],
    },
    { name: 'none of a rule that grants nothing', rule: { kind: 'scopes', anyOf: [] }, granted: [], scopes: [] },
    { name: 'none of authenticated()', rule: authenticated(), granted: [], scopes: [] },
    { name: 'none of open()', rule: open(), granted: [], scopes: [] },
    { name: 'none of iam()', rule: iam(), granted: [], scopes: [] },
  ])('are $name', ({ rule, granted, scopes }) => {
    expect(named(rule, ...granted)).toEqual(scopes);
  });

  it('are written as the issuer is asked for them', () => {
    expect(toRequested('orders/{scope}', 'read')).toBe('orders/read');
    expect(toRequested('{scope}', "$&$'{scope}")).toBe("$&$'{scope}");
    expect(toRequested('api://x/.default', 'read')).toBe('api://x/.default');
  });
});
