import { describe, expect, it } from '@jest/globals';
import { type AccessGrant, type IssuerSettings, issuerShapes, toAccessToken } from '../../../src/issuers/index.ts';

const grant: AccessGrant = {
  subject: 'user-1',
  clientId: 'app',
  audience: 'orders',
  scopes: ['read', 'write'],
  tokenId: 'token-1',
  issuedAt: 100,
  expiresAt: 400,
};
const audience = ['orders'];
const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const userPoolId = 'eu-central-1_AbCdEfGhI';

describe('an access token', () => {
  it.each<{ settings: IssuerSettings; header: object; claims: object }>([
    {
      settings: { preset: 'cognito', userPoolId, resourceServer: 'orders', clients: { app: {} } },
      header: {},
      claims: {
        iss: `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`,
        client_id: 'app',
        token_use: 'access',
        scope: 'orders/read orders/write',
        jti: 'token-1',
      },
    },
    {
      settings: { preset: 'auth0', domain: 'example.eu.auth0.com', scopeClaim: 'permissions', audience },
      header: { typ: 'JWT' },
      claims: {
        iss: 'https://example.eu.auth0.com/',
        aud: 'orders',
        azp: 'app',
        permissions: ['read', 'write'],
        jti: 'token-1',
      },
    },
    {
      settings: { preset: 'entra', tenantId, tokenVersion: 'v1', audience },
      header: { typ: 'JWT' },
      claims: {
        iss: `https://sts.windows.net/${tenantId}/`,
        aud: 'orders',
        appid: 'app',
        tid: tenantId,
        ver: '1.0',
        scp: 'read write',
        uti: 'token-1',
      },
    },
    {
      settings: { preset: 'okta', issuer: 'https://example.okta.com/oauth2/default', audience },
      header: {},
      claims: {
        iss: 'https://example.okta.com/oauth2/default',
        aud: 'orders',
        cid: 'app',
        scp: ['read', 'write'],
        jti: 'token-1',
      },
    },
    {
      settings: { preset: 'keycloak', issuer: 'https://id.example.com/realms/shop', typ: 'at+jwt', audience },
      header: { typ: 'at+jwt' },
      claims: {
        iss: 'https://id.example.com/realms/shop',
        aud: 'orders',
        azp: 'app',
        typ: 'Bearer',
        scope: 'read write',
        jti: 'token-1',
      },
    },
  ])('of $settings.preset has the claims that are relied on', ({ settings, header, claims }) => {
    const [shape] = issuerShapes(settings);
    expect(toAccessToken(shape!, grant)).toEqual({
      header,
      claims: { sub: 'user-1', iat: 100, exp: 400, ...claims },
    });
  });
});
