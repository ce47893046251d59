import { describe, expect, it } from '@jest/globals';
import { type IssuerSettings, issuerShapes, presetMembers, presetNames } from '../../../src/issuers/index.ts';

const audience = ['orders'];
const userPoolId = 'eu-central-1_AbCdEfGhI';
const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';

describe('every preset', () => {
  it('says which members it can be told, each once', () => {
    expect(Object.keys(presetMembers)).toEqual(presetNames);
    for (const members of Object.values(presetMembers)) {
      expect(new Set(members).size).toBe(members.length);
      expect(members).toEqual(expect.arrayContaining(['claims', 'requiredClaims', 'clients']));
    }
  });

  it.each<{ settings: IssuerSettings; issuers: string[] }>([
    {
      settings: { preset: 'cognito', userPoolId, resourceServer: 'orders', clients: { app: {} } },
      issuers: [
        `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`,
        `https://issuer-cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`,
      ],
    },
    {
      settings: { preset: 'auth0', domain: 'example.eu.auth0.com', audience },
      issuers: ['https://example.eu.auth0.com/'],
    },
    {
      settings: { preset: 'entra', tenantId, tokenVersion: 'v1', audience },
      issuers: [`https://sts.windows.net/${tenantId}/`],
    },
    {
      settings: { preset: 'okta', issuer: 'https://example.okta.com/oauth2/default', audience },
      issuers: ['https://example.okta.com/oauth2/default'],
    },
    {
      settings: { preset: 'keycloak', issuer: 'https://id.example.com/realms/shop', audience },
      issuers: ['https://id.example.com/realms/shop'],
    },
    { settings: { preset: 'oidc', issuer: 'https://id.example.com', audience }, issuers: ['https://id.example.com'] },
  ])('has its shape: $settings.preset', ({ settings, issuers }) => {
    expect(issuerShapes(settings).map(({ issuer }) => issuer)).toEqual(issuers);
  });
});
