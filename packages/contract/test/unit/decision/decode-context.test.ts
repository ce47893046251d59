import { describe, expect, it } from '@jest/globals';
import {
  type CarriedContext,
  decodeContext,
  decodePolicyContext,
  encodeContext,
  encodePolicyContext,
} from '../../../src/decision/index.ts';
import { carried, carriedPolicy } from '../../contexts.ts';

describe('the authorizer context', () => {
  const flat = encodeContext(carried);

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
    ...['', '1', '_x', 'a-b', 'a:b', 'a.b', 'a b', 'a'.repeat(65), 'ä'].map((name) => ({
      name: `a claim that no authorizer carries: "${name}"`,
      value: { ...flat, [`claim_${name}`]: 'x' },
      reason: 'context_malformed',
    })),
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

describe('the context of a policy response', () => {
  const flat = encodePolicyContext(carriedPolicy);

  it('comes back as it went', () => {
    expect(decodePolicyContext(flat)).toEqual({ ok: true, context: carriedPolicy });
  });

  const denied = encodeContext({
    ...carriedPolicy,
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
