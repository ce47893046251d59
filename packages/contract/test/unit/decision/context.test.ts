import { describe, expect, it } from '@jest/globals';
import { encodeContext, encodePolicyContext, isClaimName } from '../../../src/decision/index.ts';
import { carried, carriedPolicy } from '../../contexts.ts';

describe('the authorizer context', () => {
  it('is flat: strings, finite numbers and booleans under reserved names', () => {
    expect(encodeContext(carried)).toEqual({
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
});

describe('the context of a policy response', () => {
  it('holds the principal, and no decision and no route', () => {
    expect(encodePolicyContext(carriedPolicy)).toEqual({
      contextVersion: 'policy-1',
      decisionId: 'd',
      issuer: 'https://issuer.example',
      subject: 's',
      clientId: 'c',
      scopes: 'a b',
      validUntil: 100,
      claim_plan: 'gold',
    });
  });
});

it.each([
  { name: 'plan', is: true },
  { name: 'a_1', is: true },
  { name: 'a'.repeat(64), is: true },
  { name: 'a'.repeat(65), is: false },
  { name: '', is: false },
  { name: '1a', is: false },
  { name: '_a', is: false },
  { name: 'a-b', is: false },
  { name: 'a.b', is: false },
])('a claim can be carried by its name: $name: $is', ({ name, is }) => {
  expect(isClaimName(name)).toBe(is);
});
