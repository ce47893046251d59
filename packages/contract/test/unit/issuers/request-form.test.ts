import { describe, expect, it } from '@jest/globals';
import { type IssuerSettings, requestForm } from '../../../src/issuers/index.ts';

const tenantId = '11111111-2222-3333-4444-555555555555';
const cognito = { preset: 'cognito', userPoolId: 'eu-west-1_a', resourceServer: 'orders', clients: {} } as const;
const entra = { preset: 'entra', tenantId, tokenVersion: 'v2', audience: [tenantId] } as const;
const audience = ['https://api.example.com'];

describe('a scope is asked for', () => {
  it.each<{ name: string; settings: IssuerSettings; form: string }>([
    { name: 'of Cognito, under its resource server', settings: cognito, form: 'orders/{scope}' },
    {
      name: 'of Cognito by group, which cannot be asked for',
      settings: { ...cognito, scopeClaim: 'cognito:groups' },
      form: '{scope}',
    },
    { name: 'of Entra, under the URI it proposes', settings: entra, form: `api://${tenantId}/{scope}` },
    {
      name: 'of Entra v1, whose audience is the URI',
      settings: { ...entra, tokenVersion: 'v1', audience: ['https://orders.example'] },
      form: 'https://orders.example/{scope}',
    },
    {
      name: 'of Entra, under the URI that is given',
      settings: { ...entra, applicationIdUri: 'api://orders' },
      form: 'api://orders/{scope}',
    },
    {
      name: 'of Entra by role, all at once',
      settings: { ...entra, scopeClaim: 'roles' },
      form: `api://${tenantId}/.default`,
    },
    { name: 'of Auth0', settings: { preset: 'auth0', domain: 'x.auth0.com', audience }, form: '{scope}' },
    { name: 'of Okta', settings: { preset: 'okta', issuer: 'https://x/oauth2/a', audience }, form: '{scope}' },
    { name: 'of Keycloak', settings: { preset: 'keycloak', issuer: 'https://x/realms/a', audience }, form: '{scope}' },
    { name: 'of any other', settings: { preset: 'oidc', issuer: 'https://x', audience }, form: '{scope}' },
  ])('$name', ({ settings, form }) => {
    expect(requestForm(settings)).toBe(form);
  });
});
