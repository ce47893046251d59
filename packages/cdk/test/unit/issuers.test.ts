import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { runDirectory } from '../../../../scripts/testing/made-once.ts';
import { type Issuer, Issuers } from '../../src/index.ts';

const audience = ['shop'];
const tenantId = '6f2a1c1e-0f6b-4f0e-9a3c-2f4f3a1d5b77';
const shared = {
  audience,
  claims: ['plan'],
  requiredClaims: ['jti'],
  expiryToleranceSeconds: 5,
  clockToleranceSeconds: 0,
  algorithms: ['ES256'],
  clients: { app: { tenant: 'acme' } },
} as const;

const rows: { name: string; issuer: Issuer; trusted: string[] }[] = [
  {
    name: 'auth0',
    issuer: Issuers.auth0({ ...shared, domain: 'example.eu.auth0.com' }),
    trusted: ['https://example.eu.auth0.com/'],
  },
  {
    name: 'entra v1',
    issuer: Issuers.entra({ ...shared, tenantId, tokenVersion: 'v1' }),
    trusted: [`https://sts.windows.net/${tenantId}/`],
  },
  {
    name: 'entra v2',
    issuer: Issuers.entra({ ...shared, tenantId, tokenVersion: 'v2' }),
    trusted: [`https://login.microsoftonline.com/${tenantId}/v2.0`],
  },
  {
    name: 'okta',
    issuer: Issuers.okta({ ...shared, issuer: 'https://example.okta.com/oauth2/default' }),
    trusted: ['https://example.okta.com/oauth2/default'],
  },
  {
    name: 'keycloak',
    issuer: Issuers.keycloak({ ...shared, issuer: 'https://id.example.com/realms/shop', typ: 'at+jwt' }),
    trusted: ['https://id.example.com/realms/shop'],
  },
  {
    name: 'oidc',
    issuer: Issuers.oidc({ ...shared, issuer: 'https://id.example.com', typ: 'at+jwt' }),
    trusted: ['https://id.example.com'],
  },
];

describe('Issuers', () => {
  it.each(rows)('$name: trusts exactly its issuer string and carries the shared settings', ({ issuer, trusted }) => {
    expect(issuer.faults).toEqual([]);
    expect(issuer.trusted).toEqual(trusted);
    expect(issuer.entry).toMatchObject({ preset: issuer.preset, ...shared });
  });

  it('knows the Region of a pool by its ID', () => {
    const stack = new Stack(new App({ outdir: runDirectory() }));
    const issuer = Issuers.cognito({
      userPool: UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_AbCdEfGhI'),
      resourceServer: 'shop',
      clients: [{ client: UserPoolClient.fromUserPoolClientId(stack, 'App', 'app'), tenant: 'acme' }],
      requiredClaims: ['jti'],
    });
    expect(issuer.trusted).toEqual([
      'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
      'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    ]);
    expect(issuer.entry).toEqual({
      preset: 'cognito',
      userPoolId: 'eu-west-1_AbCdEfGhI',
      resourceServer: 'shop',
      clients: { app: { tenant: 'acme' } },
      requiredClaims: ['jti'],
    });
  });
});
