import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, decodeContext, encodeContext, type Principal } from '../../src/decision/index.ts';
import type { AccessRule } from '../../src/index.ts';

const scope = fc.constantFrom('a', 'b', 'c', 'd');
const rule: fc.Arbitrary<AccessRule> = fc.oneof(
  fc.constantFrom<AccessRule>({ kind: 'open' }, { kind: 'authenticated' }, { kind: 'iam' }),
  fc.record({
    kind: fc.constant('scopes' as const),
    anyOf: fc.array(fc.array(scope, { maxLength: 3 }), { maxLength: 3 }),
  }),
);
const principal: fc.Arbitrary<Principal> = fc.record({
  issuer: fc.constant('https://issuer.example'),
  subject: fc.string({ minLength: 1 }),
  scopes: fc.uniqueArray(scope),
  validUntil: fc.integer({ min: 0, max: 20 }),
  claims: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
});
const now = fc.integer({ min: 0, max: 20 });

describe('decide', () => {
  it('never denies for a scope more', () => {
    fc.assert(
      fc.property(rule, principal, scope, now, (required, who, extra, at) => {
        const more = { ...who, scopes: [...who.scopes, extra] };
        return decide(required, who, at).outcome === 'deny' || decide(required, more, at).outcome === 'allow';
      }),
    );
  });

  it('depends on nothing but the rule, scopes and expiry, and the time; twice the same is twice the same', () => {
    fc.assert(
      fc.property(rule, principal, principal, now, (required, who, other, at) => {
        const alike = { ...other, scopes: who.scopes, validUntil: who.validUntil };
        const frozen = [Object.freeze(required), Object.freeze(who)] as const;
        expect(decide(required, alike, at)).toEqual(decide(...frozen, at));
        expect(decide(...frozen, at)).toEqual(decide(...frozen, at));
      }),
    );
  });

  it('allows with scopes exactly when one non-empty alternative is granted whole, in time', () => {
    fc.assert(
      fc.property(rule, principal, now, (required, who, at) => {
        fc.pre(required.kind === 'scopes');
        const granted = required.anyOf.some(
          (branch) => branch.length > 0 && branch.every((one) => who.scopes.includes(one)),
        );
        expect(decide(required, who, at).outcome).toBe(granted && at < who.validUntil ? 'allow' : 'deny');
      }),
    );
  });
});

describe('the authorizer context', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(rule, principal, now, fc.string({ minLength: 1 }), (required, who, at, routeKey) => {
        const decision = decide(required, who, at);
        fc.pre(
          decision.outcome === 'allow' ||
            decision.reason === 'token_expired' ||
            decision.reason === 'insufficient_scope',
        );
        const context = { decision, principal: who, routeKey, decisionId: 'd' };
        expect(decodeContext(JSON.parse(JSON.stringify(encodeContext(context))))).toEqual({ ok: true, context });
      }),
    );
  });
});
