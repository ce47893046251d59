import { describe, expect, it } from '@jest/globals';
import { cognitoShapes, userPoolIdPattern } from '../../../src/issuers/index.ts';

describe('cognito', () => {
  it('has two issuer strings, and one shape of tokens', () => {
    const shapes = cognitoShapes({ userPoolId: 'eu-central-1_AbCdEfGhI', resourceServer: 'orders' });
    expect(shapes).toEqual(
      ['cognito-idp', 'issuer-cognito-idp'].map((service) => ({
        issuer: `https://${service}.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI`,
        jwksUri: `https://${service}.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI/.well-known/jwks.json`,
        typ: undefined,
        hasAudience: false,
        clientClaim: 'client_id',
        tokenIdClaim: 'jti',
        marks: { token_use: 'access' },
        required: [],
        excluded: [],
        scopeClaim: 'scope',
        scopeForm: 'text',
        scopePrefix: 'orders/',
      })),
    );
  });

  it('holds groups without a prefix', () => {
    const pool = {
      userPoolId: 'eu-central-1_AbCdEfGhI',
      resourceServer: 'orders',
      scopeClaim: 'cognito:groups',
    } as const;
    for (const shape of cognitoShapes(pool))
      expect(shape).toMatchObject({ scopeClaim: 'cognito:groups', scopeForm: 'list', scopePrefix: '' });
  });

  it.each([
    { id: 'eu-central-1_AbCdEfGhI', is: true },
    { id: 'us-gov-west-1_a1', is: true },
    { id: 'eu-central-1', is: false },
    { id: 'AbCdEfGhI', is: false },
    { id: 'eu-central-1_', is: false },
    { id: 'eu-central-1_a-b', is: false },
  ])('knows the form of a user pool ID: $id: $is', ({ id, is }) => {
    expect(userPoolIdPattern.test(id)).toBe(is);
  });
});
