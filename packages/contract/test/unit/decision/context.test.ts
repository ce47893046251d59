import { describe, expect, it } from '@jest/globals';
import { type CarriedContext, decodeContext, encodeContext } from '../../../src/decision/index.ts';

const carried: CarriedContext = {
  decision: { outcome: 'allow', reason: 'allowed' },
  principal: {
    issuer: 'https://issuer.example',
    subject: 's',
    clientId: 'c',
    scopes: ['a', 'b'],
    validUntil: 100,
    issuedAt: 1,
    tokenId: 't',
    tenant: 'acme',
    claims: { plan: 'gold', seats: 3, beta: true },
  },
  routeKey: 'GET /x',
  decisionId: 'd',
};
const flat = encodeContext(carried);

describe('the authorizer context', () => {
  it('is flat: strings, finite numbers and booleans under reserved names', () => {
    expect(flat).toEqual({
      contextVersion: 1,
      decision: 'allow',
      reason: 'allowed',
      routeKey: 'GET /x',
      decisionId: 'd',
      issuer: 'https://issuer.example',
      subject: 's',
      clientId: 'c',
      scopes: 'a b',
      validUntil: 100,
      issuedAt: 1,
      tokenId: 't',
      tenant: 'acme',
      claim_plan: 'gold',
      claim_seats: 3,
      claim_beta: true,
    });
  });

  it('comes back as it went', () => {
    expect(decodeContext(flat)).toEqual({ ok: true, context: carried });
  });

  it('carries a denial with what is missing', () => {
    const denied: CarriedContext = {
      ...carried,
      decision: { outcome: 'deny', reason: 'insufficient_scope', missing: ['x', 'y'] },
    };
    expect(decodeContext(encodeContext(denied))).toEqual({ ok: true, context: denied });
  });

  it.each([
    { name: 'nothing', value: undefined, reason: 'context_missing' },
    { name: 'null', value: null, reason: 'context_missing' },
    { name: 'text', value: JSON.stringify(flat), reason: 'context_malformed' },
    { name: 'an array', value: [flat], reason: 'context_malformed' },
    { name: 'empty', value: {}, reason: 'context_version' },
    { name: 'version 0', value: { ...flat, contextVersion: 0 }, reason: 'context_version' },
    { name: 'version as text', value: { ...flat, contextVersion: '1' }, reason: 'context_version' },
    { name: 'a nested object', value: { ...flat, claim_x: {} }, reason: 'context_malformed' },
    { name: 'a null member', value: { ...flat, tenant: null }, reason: 'context_malformed' },
    {
      name: 'an infinite number',
      value: { ...flat, validUntil: Number.POSITIVE_INFINITY },
      reason: 'context_malformed',
    },
    { name: 'an unknown member', value: { ...flat, admin: true }, reason: 'context_malformed' },
    { name: 'no route key', value: { ...flat, routeKey: '' }, reason: 'context_malformed' },
    { name: 'no issuer', value: { ...flat, issuer: undefined }, reason: 'context_malformed' },
    { name: 'scopes as a number', value: { ...flat, scopes: 1 }, reason: 'context_malformed' },
    { name: 'validUntil as text', value: { ...flat, validUntil: '100' }, reason: 'context_malformed' },
    { name: 'allow for another reason', value: { ...flat, reason: 'token_expired' }, reason: 'context_malformed' },
    { name: 'deny for no reason', value: { ...flat, decision: 'deny' }, reason: 'context_malformed' },
    {
      name: 'deny for what no challenge tells',
      value: { ...flat, decision: 'deny', reason: 'signature_invalid' },
      reason: 'context_malformed',
    },
    { name: 'an unknown reason', value: { ...flat, reason: 'because' }, reason: 'context_malformed' },
    { name: 'an inherited reason', value: { ...flat, reason: 'constructor' }, reason: 'context_malformed' },
  ])('is refused: $name', ({ value, reason }) => {
    expect(decodeContext(value)).toEqual({ ok: false, reason });
  });
});
