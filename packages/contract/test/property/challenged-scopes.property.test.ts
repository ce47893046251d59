import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { challengedScopes, decide, grantedScopes, type Principal } from '../../src/decision/index.ts';
import type { AccessRule } from '../../src/index.ts';

// `admin` implies `a` and `b`; `root` implies `admin` and so all.
const catalogue = {
  a: ['a'],
  b: ['b'],
  c: ['c'],
  admin: ['a', 'admin', 'b'],
  root: ['a', 'admin', 'b', 'root'],
};
const scope = fc.constantFrom(...Object.keys(catalogue));
const rule: fc.Arbitrary<AccessRule> = fc
  .array(fc.uniqueArray(scope, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((anyOf) => ({ kind: 'scopes', anyOf }));
const impliesOthers = (name: string): boolean => name === 'admin' || name === 'root';

/** Whom a token with exactly these scopes speaks for. */
const holder = (scopes: readonly string[]): Principal => ({
  issuer: 'https://issuer.example',
  subject: 'user-1',
  scopes: grantedScopes(catalogue, scopes),
  validUntil: 10,
  claims: {},
});

it('lets a client that asks for exactly them in, at the next try', () => {
  fc.assert(
    fc.property(rule, fc.uniqueArray(scope), (required, held) => {
      const before = holder(held);
      fc.pre(decide(required, before, 1).outcome === 'deny');
      const asked = challengedScopes(required, { granted: before.scopes, impliesOthers });
      expect(decide(required, holder(asked), 1)).toEqual({ outcome: 'allow', reason: 'allowed' });
    }),
  );
});

it('has a client ask for a new scope that implies others only where every alternative needs one', () => {
  fc.assert(
    fc.property(rule, fc.uniqueArray(scope), (required, held) => {
      const { scopes: granted } = holder(held);
      const isWide = (name: string): boolean => impliesOthers(name) && !granted.includes(name);
      fc.pre(required.kind === 'scopes' && required.anyOf.some((alternative) => !alternative.some(isWide)));
      expect(challengedScopes(required, { granted, impliesOthers }).filter(isWide)).toEqual([]);
    }),
  );
});
