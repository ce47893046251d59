import { describe, expect, it } from '@jest/globals';
import { keycloakIssuerPattern, keycloakShape } from '../../../src/issuers/index.ts';

const issuer = 'https://id.example.com/realms/shop';

describe('keycloak', () => {
  it.each([
    { options: {}, typ: 'JWT' },
    { options: { typ: 'at+jwt' }, typ: 'at+jwt' },
  ] as const)('marks access tokens by a claim, whatever the header: $typ', ({ options, typ }) => {
    expect(keycloakShape({ issuer, ...options })).toEqual({
      issuer,
      jwksUri: `${issuer}/protocol/openid-connect/certs`,
      typ,
      hasAudience: true,
      clientClaim: 'azp',
      tokenIdClaim: 'jti',
      marks: { typ: 'Bearer' },
      required: [],
      excluded: [],
      scopeClaim: 'scope',
      scopeForm: 'text',
      scopePrefix: '',
    });
  });

  it.each([
    { url: issuer, is: true },
    { url: 'https://id.example.com/auth/realms/shop', is: true },
    { url: 'https://id.example.com', is: false },
    { url: `${issuer}/`, is: false },
  ])('knows a realm: $url: $is', ({ url, is }) => {
    expect(keycloakIssuerPattern.test(url)).toBe(is);
  });
});
