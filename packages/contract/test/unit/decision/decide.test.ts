import { describe, expect, it } from '@jest/globals';
import { decide, grantedScopes, type Principal } from '../../../src/decision/index.ts';
import type { AccessRule } from '../../../src/index.ts';

const principal = (scopes: string[], validUntil = 100): Principal => ({
  issuer: 'https://issuer.example',
  subject: 's',
  scopes,
  validUntil,
  claims: {},
});
const rule = (...anyOf: string[][]): AccessRule => ({ kind: 'scopes', anyOf });

describe('decide', () => {
  it.each<{ name: string; rule: unknown; principal: Principal | undefined; now?: number; is: object }>([
    { name: 'open to nobody', rule: { kind: 'open' }, principal: undefined, is: { outcome: 'allow' } },
    { name: 'authenticated', rule: { kind: 'authenticated' }, principal: principal([]), is: { outcome: 'allow' } },
    {
      name: 'authenticated without a token',
      rule: { kind: 'authenticated' },
      principal: undefined,
      is: { reason: 'credential_missing' },
    },
    {
      name: 'authenticated, expired',
      rule: { kind: 'authenticated' },
      principal: principal([]),
      now: 100,
      is: { reason: 'token_expired' },
    },
    {
      name: 'one second before expiry',
      rule: { kind: 'authenticated' },
      principal: principal([]),
      now: 99,
      is: { outcome: 'allow' },
    },
    { name: 'NaN expiry', rule: rule(['a']), principal: principal(['a'], Number.NaN), is: { reason: 'token_expired' } },
    {
      name: 'NaN time',
      rule: rule(['a']),
      principal: principal(['a']),
      now: Number.NaN,
      is: { reason: 'token_expired' },
    },
    {
      name: 'all scopes there',
      rule: rule(['a', 'b']),
      principal: principal(['b', 'a', 'c']),
      is: { outcome: 'allow' },
    },
    {
      name: 'one of two lacking',
      rule: rule(['a', 'b']),
      principal: principal(['a']),
      is: { reason: 'insufficient_scope', missing: ['b'] },
    },
    {
      name: 'second alternative',
      rule: rule(['a', 'b'], ['c']),
      principal: principal(['c']),
      is: { outcome: 'allow' },
    },
    {
      name: 'halves of two alternatives',
      rule: rule(['a', 'b'], ['c', 'd']),
      principal: principal(['a', 'c']),
      is: { missing: ['b'] },
    },
    {
      name: 'nearest alternative is named',
      rule: rule(['a', 'b'], ['c']),
      principal: principal([]),
      is: { missing: ['c'] },
    },
    { name: 'first of two equally near', rule: rule(['b'], ['a']), principal: principal([]), is: { missing: ['b'] } },
    {
      name: 'part of a scope',
      rule: rule(['orders:read']),
      principal: principal(['orders:rea', 'rders:read', 'orders:read2']),
      is: { reason: 'insufficient_scope' },
    },
    { name: 'no alternative', rule: rule(), principal: principal(['a']), is: { reason: 'rule_invalid' } },
    { name: 'an empty alternative', rule: rule([]), principal: principal(['a']), is: { reason: 'rule_invalid' } },
    {
      name: 'an empty alternative beside another',
      rule: rule([], ['b']),
      principal: principal(['a']),
      is: { missing: ['b'] },
    },
    {
      name: 'iam with every scope',
      rule: { kind: 'iam' },
      principal: principal(['a']),
      is: { reason: 'iam_required' },
    },
    {
      name: 'a rule of another kind',
      rule: { kind: 'public' },
      principal: principal(['a']),
      is: { reason: 'rule_invalid' },
    },
    {
      name: 'expired and lacking',
      rule: rule(['b']),
      principal: principal(['a'], 1),
      now: 2,
      is: { reason: 'token_expired' },
    },
  ])('$name', ({ rule: given, principal: who, now = 0, is }) => {
    expect(decide(given as AccessRule, who, now)).toMatchObject(is);
  });
});

describe('a decision says', () => {
  it.each<{ name: string; rule: AccessRule; granted: string[]; is: object }>([
    { name: 'allowed', rule: rule(['a']), granted: ['a'], is: { outcome: 'allow', reason: 'allowed' } },
    { name: 'denied', rule: { kind: 'iam' }, granted: ['a'], is: { outcome: 'deny', reason: 'iam_required' } },
    {
      name: 'what lacks',
      rule: rule(['a']),
      granted: [],
      is: { outcome: 'deny', reason: 'insufficient_scope', missing: ['a'] },
    },
  ])('$name, and nothing else', ({ rule: given, granted, is }) => {
    expect(decide(given, principal(granted), 0)).toEqual(is);
  });
});

describe('grantedScopes', () => {
  const catalogue = { read: ['read'], admin: ['admin', 'read'] };

  it.each([
    { name: 'implied ones too', granted: ['admin'], is: ['admin', 'read'] },
    { name: 'each once, sorted', granted: ['read', 'admin', 'read'], is: ['admin', 'read'] },
    { name: 'not what the catalogue lacks', granted: ['write', 'read '], is: [] },
    { name: 'not members of every object', granted: ['constructor', '__proto__', 'toString'], is: [] },
  ])('$name', ({ granted, is }) => {
    expect(grantedScopes(catalogue, granted)).toEqual(is);
  });

  it('nothing for a scope that implies nothing, not even itself', () => {
    expect(grantedScopes({ read: undefined } as never, ['read'])).toEqual([]);
  });
});
