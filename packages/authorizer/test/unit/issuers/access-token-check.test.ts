import { describe, expect, it } from '@jest/globals';
import { hasAccessTokenClaims, hasAccessTokenType } from '../../../src/issuers/access-token-check.ts';

describe('the type in the header', () => {
  it.each<{ typ: unknown; usual: boolean; required: boolean }>([
    { typ: undefined, usual: true, required: false },
    { typ: 'JWT', usual: true, required: false },
    { typ: 'jwt', usual: true, required: false },
    { typ: 'application/jwt', usual: true, required: false },
    { typ: 'at+jwt', usual: true, required: true },
    { typ: 'AT+JWT', usual: true, required: true },
    { typ: 'application/at+jwt', usual: true, required: true },
    { typ: 'logout+jwt', usual: false, required: false },
    { typ: 'application/application/jwt', usual: false, required: false },
    { typ: '', usual: false, required: false },
    { typ: null, usual: false, required: false },
    { typ: ['at+jwt'], usual: false, required: false },
  ])('$typ: $usual; where at+jwt is required: $required', ({ typ, usual, required }) => {
    const header = typ === undefined ? {} : { typ };
    for (const sent of ['JWT', undefined] as const) expect(hasAccessTokenType(header, { typ: sent })).toBe(usual);
    expect(hasAccessTokenType(header, { typ: 'at+jwt' })).toBe(required);
  });
});

describe('the claims', () => {
  const shape = { marks: { ver: '2.0', tid: 't' }, required: ['azp'], excluded: ['nonce'] };
  const good = { ver: '2.0', tid: 't', azp: 'app' };

  it.each<{ name: string; claims: object; is: boolean }>([
    { name: 'all there', claims: good, is: true },
    { name: 'a mark lacks', claims: { ...good, tid: undefined }, is: false },
    { name: 'a mark of another value', claims: { ...good, ver: '1.0' }, is: false },
    { name: 'a mark of another type', claims: { ...good, ver: ['2.0'] }, is: false },
    { name: 'a required claim lacks', claims: { ver: '2.0', tid: 't' }, is: false },
    { name: 'a required claim of any value', claims: { ...good, azp: null }, is: true },
    { name: 'an excluded claim', claims: { ...good, nonce: null }, is: false },
  ])('$name: $is', ({ claims, is }) => {
    expect(hasAccessTokenClaims({ ...claims }, shape)).toBe(is);
  });

  it('are the own ones', () => {
    const required = { marks: {}, required: ['toString'], excluded: [] };
    const excluded = { marks: {}, required: [], excluded: ['toString'] };
    expect([hasAccessTokenClaims({}, required), hasAccessTokenClaims({}, excluded)]).toEqual([false, true]);
  });
});
