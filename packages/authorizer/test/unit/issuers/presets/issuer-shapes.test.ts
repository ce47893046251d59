import { expect, it } from '@jest/globals';
import { discoveryUrl, type IssuerSettings, issuerShapes, toAccessToken } from '@scopegate/contract/issuers';
import { createSigningKey } from '@scopegate/testing';
import { defineIssuers } from '../../../../src/index.ts';
import { createTokenVerifier } from '../../../../src/token/token-verifier.ts';
import { startSeconds } from '../../../harness.ts';

const key = createSigningKey();
const audience = ['things', 'others'];
const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const clients = { app: {} };
const okta = { preset: 'okta', issuer: 'https://example.okta.com/oauth2/default', audience } as const;
const keycloak = { preset: 'keycloak', issuer: 'https://id.example/realms/shop', audience } as const;
const oidc = { preset: 'oidc', issuer: 'https://id.example', audience } as const;

it.each<{ name: string; settings: IssuerSettings }>([
  {
    name: 'cognito',
    settings: { preset: 'cognito', userPoolId: 'eu-central-1_AbCdEfGhI', resourceServer: 'things', clients },
  },
  { name: 'auth0', settings: { preset: 'auth0', domain: 'example.eu.auth0.com', audience } },
  {
    name: 'auth0, RFC 9068 and permissions',
    settings: { preset: 'auth0', domain: 'a.b', profile: 'rfc9068', scopeClaim: 'permissions', audience },
  },
  { name: 'entra v1', settings: { preset: 'entra', tenantId, tokenVersion: 'v1', audience } },
  { name: 'entra v2', settings: { preset: 'entra', tenantId, tokenVersion: 'v2', audience } },
  { name: 'entra, roles', settings: { preset: 'entra', tenantId, tokenVersion: 'v2', scopeClaim: 'roles', audience } },
  { name: 'okta', settings: okta },
  { name: 'keycloak', settings: keycloak },
  { name: 'keycloak, typed', settings: { ...keycloak, typ: 'at+jwt' } },
  { name: 'oidc', settings: oidc },
  {
    name: 'oidc, otherwise',
    settings: { ...oidc, jwksUri: 'https://k.example', scopeClaim: 'groups', clientClaim: 'azp', typ: 'at+jwt' },
  },
])('the authorizer reads what the contract says that an issuer sends: $name', async ({ settings }) => {
  for (const shape of issuerShapes(settings)) {
    const documents: Record<string, unknown> = {
      [discoveryUrl(shape.issuer)]: { issuer: shape.issuer, jwks_uri: 'https://discovered.example' },
      [shape.jwksUri ?? 'https://discovered.example']: { keys: [key.jwk] },
    };
    const verifier = createTokenVerifier({
      issuers: defineIssuers([settings]),
      catalogue: { read: ['read'], write: ['write'] },
      now: () => startSeconds * 1_000,
      fetchJson: async (url) => documents[url],
    });
    const { header, claims } = toAccessToken(shape, {
      subject: 'user-1',
      clientId: 'app',
      audience: 'things',
      scopes: ['read', 'write'],
      tokenId: 'token-1',
      issuedAt: startSeconds,
      expiresAt: startSeconds + 600,
    });
    expect(await verifier.verify(key.sign(claims, header))).toMatchObject({
      ok: true,
      token: {
        principal: {
          issuer: shape.issuer,
          subject: 'user-1',
          clientId: 'app',
          scopes: ['read', 'write'],
          tokenId: 'token-1',
          issuedAt: startSeconds,
          validUntil: startSeconds + 600,
        },
      },
    });
  }
});
