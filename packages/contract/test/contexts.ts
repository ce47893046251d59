import type { CarriedContext, PolicyContext } from '../src/decision/index.ts';

/** With every member a context can have. */
export const carried: CarriedContext = {
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

export const carriedPolicy: PolicyContext = {
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
