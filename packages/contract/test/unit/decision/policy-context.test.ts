import { describe, expect, it } from '@jest/globals';
import {
  decodeContext,
  decodePolicyContext,
  encodeContext,
  encodePolicyContext,
  type PolicyContext,
} from '../../../src/decision/index.ts';

const carried: PolicyContext = {
  principal: {
    issuer: 'https://issuer.example',
    subject: 's',
    clientId: 'c',
    scopes: ['a', 'b'],
    validUntil: 100,
    claims: { plan: 'gold' },
  },
  decisionId: 'd',
};
const flat = encodePolicyContext(carried);

describe('the context of a policy response', () => {
  it('holds the principal, and no decision and no route', () => {
    expect(flat).toEqual({
      contextVersion: 'policy-1',
      decisionId: 'd',
      issuer: 'https://issuer.example',
      subject: 's',
      clientId: 'c',
      scopes: 'a b',
      validUntil: 100,
      claim_plan: 'gold',
    });
    expect(decodePolicyContext(flat)).toEqual({ ok: true, context: carried });
  });

  const denied = encodeContext({
    ...carried,
    routeKey: 'GET /x',
    decision: { outcome: 'deny', reason: 'insufficient_scope', missing: ['z'] },
  });
  const { decision: _decision, reason: _reason, missing: _missing, routeKey: _routeKey, ...stripped } = denied;

  it.each<{ name: string; value: unknown; reason: string }>([
    { name: 'nothing', value: undefined, reason: 'context_missing' },
    { name: 'a denial', value: denied, reason: 'context_version' },
    { name: 'a denial without its decision', value: stripped, reason: 'context_version' },
    {
      name: 'a denial under another version',
      value: { ...denied, contextVersion: 'policy-1' },
      reason: 'context_malformed',
    },
    { name: 'a decision beside it', value: { ...flat, decision: 'deny' }, reason: 'context_malformed' },
    { name: 'a route beside it', value: { ...flat, routeKey: 'GET /x' }, reason: 'context_malformed' },
    { name: 'a version in other words', value: { ...flat, contextVersion: 2 }, reason: 'context_version' },
    { name: 'no expiry', value: { ...flat, validUntil: 'never' }, reason: 'context_malformed' },
    { name: 'no decision id', value: { ...flat, decisionId: '' }, reason: 'context_malformed' },
  ])('is not $name', ({ value, reason }) => {
    expect(decodePolicyContext(value)).toEqual({ ok: false, reason });
  });

  it('is not taken for one with a decision', () => {
    expect(decodeContext(flat)).toEqual({ ok: false, reason: 'context_version' });
    expect(decodeContext({ ...flat, contextVersion: 1 })).toEqual({ ok: false, reason: 'context_malformed' });
  });
});
