import { describe, expect, it } from '@jest/globals';
import { cognitoShapes, keycloakShape, oidcShape, toIdToken } from '../../../src/issuers/index.ts';

const grant = {
  subject: 'anna',
  clientId: 'app',
  audience: 'api',
  scopes: ['read'],
  tokenId: 't',
  issuedAt: 1,
  expiresAt: 2,
};

describe('an ID token', () => {
  it('is for the client, and names no scope', () => {
    const { header, claims } = toIdToken(oidcShape({ issuer: 'https://a.example' }), grant);
    expect(header).toEqual({ typ: 'JWT' });
    expect(claims).toEqual({
      iss: 'https://a.example',
      sub: 'anna',
      aud: 'app',
      iat: 1,
      exp: 2,
      auth_time: 1,
      jti: 't',
      at_hash: expect.any(String),
    });
  });

  it.each([
    { of: cognitoShapes({ userPoolId: 'eu-west-1_a', resourceServer: 'x' })[0], mark: { token_use: 'id' }, header: {} },
    { of: keycloakShape({ issuer: 'https://a/realms/x', typ: 'at+jwt' }), mark: { typ: 'ID' }, header: { typ: 'JWT' } },
  ])('is marked as the issuer marks it: $mark', ({ of, mark, header }) => {
    const token = toIdToken(of as NonNullable<typeof of>, grant);
    expect(token.claims).toMatchObject(mark);
    expect(token.header).toEqual(header);
  });
});
