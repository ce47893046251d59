import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { Lazy } from 'aws-cdk-lib';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Issuers } from '../../src/index.ts';
import { expectRefusal, type RefusedProps } from '../support/refusal.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const oidc = { issuer: 'https://issuer.example.com', audience: ['shop'] };

const tenantId = '11111111-2222-3333-4444-555555555555';

const rows: RefusedProps[] = [
  {
    name: 'URLs that are not https or carry more than they should',
    props: () => ({
      issuers: [
        Issuers.oidc({ ...oidc, issuer: 'http://issuer.example.com', jwksUri: 'https://me:secret@keys.example.com' }),
        Issuers.oidc({ ...oidc, issuer: 'issuer' }),
      ],
    }),
    faults: [
      { code: 'issuer-url', at: 'issuers[0].issuer', given: 'http://issuer.example.com' },
      { code: 'issuer-url', at: 'issuers[0].jwksUri', given: 'https://keys.example.com' },
      { code: 'issuer-url', at: 'issuers[1].issuer', given: 'no URL' },
    ],
  },
  {
    name: 'an issuer without audience, and a tenant with a space',
    props: () => ({ issuers: [Issuers.oidc({ ...oidc, audience: [], clients: { app: { tenant: 'a b' } } })] }),
    faults: [
      { code: 'issuer-audience', at: 'issuers[0].audience' },
      { code: 'issuer-tenant', at: 'issuers[0].clients.app.tenant', given: '"a b"' },
    ],
  },
  {
    name: 'a user pool whose ID is none',
    props: (stack) => {
      const userPool = UserPool.fromUserPoolId(stack, 'Pool', 'my-pool');
      const client = UserPoolClient.fromUserPoolClientId(stack, 'App', 'app');
      return { issuers: [Issuers.cognito({ userPool, resourceServer: '', clients: [{ client, tenant: 'A' }] })] };
    },
    faults: [
      { code: 'issuer-text', at: 'issuers[0].resourceServer' },
      { code: 'issuer-user-pool', at: 'issuers[0].userPool', given: '"my-pool"' },
      { code: 'issuer-tenant', at: 'issuers[0].clients.App.tenant', given: '"A"' },
    ],
  },
  {
    name: 'settings of every issuer that the authorizer would not start with',
    props: () => ({
      issuers: [
        Issuers.auth0({
          domain: 'example.eu.auth0.com',
          audience: ['shop', ''],
          claims: ['tenant', 'a-b', 'plan'],
          requiredClaims: [''],
          expiryToleranceSeconds: 61,
          clockToleranceSeconds: Lazy.number({ produce: () => 1 }),
          algorithms: ['HS256' as 'RS256'],
        }),
        Issuers.okta({
          issuer: 'https://example.okta.com/oauth2/default',
          audience: ['shop'],
          algorithms: [],
          expiryToleranceSeconds: -1,
          clients: { app: { name: 'x' } as object },
          ...({ clockTolerance: 5 } as object),
        }),
      ],
    }),
    faults: [
      { code: 'issuer-claim', at: 'issuers[0].claims', given: '"tenant"' },
      { code: 'issuer-claim', at: 'issuers[0].claims', given: '"a-b"' },
      { code: 'issuer-text', at: 'issuers[0].requiredClaims' },
      { code: 'issuer-tolerance', at: 'issuers[0].expiryToleranceSeconds', given: '61 s' },
      { code: 'issuer-tolerance', at: 'issuers[0].clockToleranceSeconds' },
      { code: 'issuer-text', at: 'issuers[0].audience' },
      { code: 'issuer-algorithms', at: 'issuers[0].algorithms', given: 'HS256' },
      { code: 'issuer-member', at: 'issuers[1].clockTolerance', given: 'clockTolerance' },
      { code: 'issuer-tolerance', at: 'issuers[1].expiryToleranceSeconds', given: '-1 s' },
      { code: 'issuer-member', at: 'issuers[1].clients.app.name' },
      { code: 'issuer-algorithms', at: 'issuers[1].algorithms', given: '[]' },
    ],
  },
  {
    name: 'vendors whose issuer is none of theirs',
    props: () => ({
      issuers: [
        Issuers.auth0({ domain: 'https://example.eu.auth0.com', audience: ['shop'] }),
        Issuers.entra({ tenantId: 'common', tokenVersion: 'v3' as 'v2', audience: ['shop'] }),
        Issuers.okta({ issuer: 'https://example.okta.com', audience: ['shop'] }),
        Issuers.keycloak({ issuer: 'http://id.example.com/realms/shop', audience: ['shop'] }),
        Issuers.keycloak({ issuer: 'https://id.example.com/realms/shop/', audience: ['shop'] }),
      ],
    }),
    faults: [
      { code: 'issuer-domain', at: 'issuers[0].domain', given: '"https://example.eu.auth0.com"' },
      { code: 'issuer-directory', at: 'issuers[1].tenantId', given: '"common"' },
      { code: 'issuer-choice', at: 'issuers[1].tokenVersion', given: '"v3", none of v1, v2' },
      { code: 'issuer-form', at: 'issuers[2].issuer', given: 'https://example.okta.com' },
      { code: 'issuer-url', at: 'issuers[3].issuer', given: 'http://id.example.com' },
      { code: 'issuer-form', at: 'issuers[4].issuer' },
    ],
  },
  {
    name: 'choices that are none, and an empty client claim',
    props: () => ({
      issuers: [
        Issuers.oidc({ ...oidc, typ: 'JWT' as 'at+jwt', scopeClaim: '', clientClaim: '' }),
        Issuers.auth0({
          domain: 'a.example',
          audience: ['shop'],
          profile: 'x' as 'auth0',
          scopeClaim: '',
        }),
        Issuers.entra({
          tenantId,
          tokenVersion: 'v2',
          audience: ['shop'],
          scopeClaim: 'scope' as 'scp',
          applicationIdUri: '',
        }),
      ],
    }),
    faults: [
      { code: 'issuer-text', at: 'issuers[0].clientClaim' },
      { code: 'issuer-text', at: 'issuers[0].scopeClaim' },
      { code: 'issuer-choice', at: 'issuers[0].typ' },
      { code: 'issuer-choice', at: 'issuers[1].profile' },
      { code: 'issuer-text', at: 'issuers[1].scopeClaim' },
      { code: 'issuer-choice', at: 'issuers[2].scopeClaim' },
      { code: 'issuer-text', at: 'issuers[2].applicationIdUri' },
    ],
  },
  {
    name: 'claims under names that no context can carry, and an alias of nothing',
    props: () => ({ issuers: [Issuers.oidc({ ...oidc, claims: { 'cognito:groups': 'cognito:groups', org: '' } })] }),
    faults: [
      { code: 'issuer-claim', at: 'issuers[0].claims', given: '"cognito:groups"' },
      { code: 'issuer-text', at: 'issuers[0].claims.org' },
    ],
  },
  {
    name: 'a user pool without clients',
    props: (stack) => ({
      issuers: [Issuers.cognito({ userPool: new UserPool(stack, 'Pool'), resourceServer: 'shop', clients: [] })],
    }),
    faults: [{ code: 'issuer-clients', at: 'issuers[0].clients' }],
  },
];

describe('ScopedHttpApi refuses', () => {
  it.each(rows)('$name', (row) => {
    expectRefusal(workspace, row);
  });
});
