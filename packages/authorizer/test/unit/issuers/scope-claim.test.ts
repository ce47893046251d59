import { describe, expect, it } from '@jest/globals';
import type { IssuerShape } from '@scopegate/contract/issuers';
import { scopesIn } from '../../../src/issuers/scope-claim.ts';

const reader = (shape: Partial<IssuerShape>) =>
  scopesIn({ scopeClaim: 'scope', scopeForm: 'text', scopePrefix: '', ...shape } as IssuerShape);

describe('scopes in a text', () => {
  it.each<{ name: string; claims: object; scopes: readonly string[] | undefined }>([
    { name: 'one', claims: { scope: 'read' }, scopes: ['read'] },
    { name: 'several, however far apart', claims: { scope: ' read   write ' }, scopes: ['read', 'write'] },
    { name: 'none', claims: { scope: '' }, scopes: [] },
    { name: 'no claim', claims: { scp: 'read' }, scopes: [] },
    { name: 'a list, which is read too', claims: { scope: ['read'] }, scopes: ['read'] },
    { name: 'null', claims: { scope: null }, scopes: undefined },
    { name: 'a number', claims: { scope: 1 }, scopes: undefined },
  ])('$name', ({ claims, scopes }) => {
    expect(reader({})({ ...claims })).toEqual(scopes);
  });

  it('are not read from what every object has', () => {
    expect(reader({ scopeClaim: 'toString' })({})).toEqual([]);
  });
});

describe('scopes in a list', () => {
  it.each<{ name: string; scp: unknown; scopes: readonly string[] | undefined }>([
    { name: 'several', scp: ['read', 'write'], scopes: ['read', 'write'] },
    { name: 'none', scp: [], scopes: [] },
    { name: 'a text, which is read too', scp: 'read write', scopes: ['read', 'write'] },
    { name: 'a text with a list in it', scp: ['read write'], scopes: undefined },
    { name: 'an empty text in it', scp: ['read', ''], scopes: undefined },
    { name: 'a tab in a text of it', scp: ['read\twrite'], scopes: undefined },
    { name: 'a number in it', scp: ['read', 1], scopes: undefined },
    { name: 'an object', scp: { read: true }, scopes: undefined },
  ])('$name', ({ scp, scopes }) => {
    expect(reader({ scopeClaim: 'scp', scopeForm: 'list' })({ scp })).toEqual(scopes);
  });
});

describe('scopes with a prefix', () => {
  it('lose exactly that prefix, and those without it are dropped', () => {
    const scope = 'things/read openid other/write things/things/write thingsx/read read';
    expect(reader({ scopePrefix: 'things/' })({ scope })).toEqual(['read', 'things/write']);
  });
});
