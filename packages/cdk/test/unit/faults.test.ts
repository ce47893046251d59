import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineApi, scopes } from '@scopegate/contract';
import { Duration, Lazy, type Stack } from 'aws-cdk-lib';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Issuers, ScopedHttpApi, ScopedHttpApiError, synthRules } from '../../src/index.ts';
import { shop } from '../support/contract.ts';
import { cognitoIssuer, createStack, type ShopProps, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const faultsOf = (make: () => unknown): ScopedHttpApiError => {
  try {
    make();
  } catch (error) {
    if (error instanceof ScopedHttpApiError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

const oidc = { issuer: 'https://issuer.example.com', audience: ['shop'] };

interface Row {
  readonly name: string;
  readonly props: (stack: Stack) => ShopProps;
  readonly faults: readonly { readonly code: string; readonly at: string; readonly given?: string }[];
}

const withBundle = (list: unknown): ShopProps => ({
  handlers: { ...workspace.bundles(shop), list } as NonNullable<ShopProps['handlers']>,
});

const rows: Row[] = [
  {
    name: 'a handler too few and one too many',
    props: () => {
      const { list: _, ...handlers } = workspace.bundles(shop);
      return { handlers: { ...handlers, lost: handlers.health } as unknown as NonNullable<ShopProps['handlers']> };
    },
    faults: [
      { code: 'handler-missing', at: 'handlers.list', given: 'nothing' },
      { code: 'handler-extra', at: 'handlers.lost', given: 'lost' },
    ],
  },
  {
    name: 'a bundle that is not there',
    props: () => withBundle({ bundle: join(workspace.directory, 'missing') }),
    faults: [{ code: 'bundle-missing', at: 'handlers.list' }],
  },
  {
    name: 'a bundle without the file its handler names',
    props: () => withBundle({ ...workspace.bundle('other'), handler: 'main.handler' }),
    faults: [{ code: 'bundle-missing', at: 'handlers.list' }],
  },
  {
    name: 'a bundle of another route',
    props: () => withBundle(workspace.bundle('foreign', { version: 1, routeKey: 'GET /me', handler: 'index.handler' })),
    faults: [{ code: 'bundle-route', at: 'handlers.list', given: 'a bundle for "GET /me" at "GET /items"' }],
  },
  {
    name: 'a manifest of another version',
    props: () =>
      withBundle(workspace.bundle('future', { version: 2, routeKey: 'GET /items', handler: 'index.handler' })),
    faults: [{ code: 'bundle-manifest', at: 'handlers.list' }],
  },
  {
    name: 'a manifest that is not JSON',
    props: () => {
      const bundle = workspace.bundle('broken');
      writeFileSync(join(bundle.bundle, 'scopegate.json'), '{');
      return withBundle(bundle);
    },
    faults: [{ code: 'bundle-manifest', at: 'handlers.list' }],
  },
  {
    name: 'a reserved environment variable',
    props: () => withBundle({ ...workspace.bundles(shop).list, environment: { SCOPEGATE_TRUSTED_ISSUERS: '[]' } }),
    faults: [{ code: 'environment-reserved', at: 'handlers.list.environment', given: 'SCOPEGATE_TRUSTED_ISSUERS' }],
  },
  {
    name: 'an authorizer that is not built',
    props: () => ({ authorizerFile: join(workspace.directory, 'unbuilt.cjs') }),
    faults: [{ code: 'authorizer-not-built', at: 'authorizerFile' }],
  },
  { name: 'no issuer', props: () => ({ issuers: [] }), faults: [{ code: 'issuers-missing', at: 'issuers' }] },
  {
    name: 'an issuer twice',
    props: () => ({ issuers: [Issuers.oidc(oidc), Issuers.oidc(oidc)] }),
    faults: [{ code: 'issuer-repeated', at: 'issuers', given: 'https://issuer.example.com' }],
  },
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
        Issuers.oidc({ ...oidc, typ: 'JWT' as 'at+jwt', scopeClaim: 'claims' as 'scope', clientClaim: '' }),
        Issuers.auth0({
          domain: 'a.example',
          audience: ['shop'],
          profile: 'x' as 'auth0',
          scopeClaim: 'roles' as 'scope',
        }),
      ],
    }),
    faults: [
      { code: 'issuer-text', at: 'issuers[0].clientClaim' },
      { code: 'issuer-choice', at: 'issuers[0].scopeClaim' },
      { code: 'issuer-choice', at: 'issuers[0].typ' },
      { code: 'issuer-choice', at: 'issuers[1].profile' },
      { code: 'issuer-choice', at: 'issuers[1].scopeClaim' },
    ],
  },
  {
    name: 'a user pool without clients',
    props: (stack) => ({
      issuers: [Issuers.cognito({ userPool: new UserPool(stack, 'Pool'), resourceServer: 'shop', clients: [] })],
    }),
    faults: [{ code: 'issuer-clients', at: 'issuers[0].clients' }],
  },
  {
    name: 'more clients than an environment holds',
    props: (stack) => {
      const userPool = new UserPool(stack, 'Pool');
      const clients = Array.from({ length: 60 }, (_, index) => ({
        client: userPool.addClient(`App${index}`),
        tenant: 'acme',
      }));
      return { issuers: [Issuers.cognito({ userPool, resourceServer: 'shop', clients })] };
    },
    faults: [{ code: 'issuers-too-large', at: 'issuers' }],
  },
  ...[
    { ttl: Duration.seconds(3601), given: '3601 s' },
    { ttl: Duration.millis(1500), given: '1.5 s' },
    { ttl: Duration.seconds(Lazy.number({ produce: () => 1 })), given: 'a value that is known at deploy only' },
  ].map(({ ttl, given }) => ({
    name: `a cache TTL of ${given}`,
    props: () => ({ authorizerCacheTtl: ttl }),
    faults: [{ code: 'cache-ttl', at: 'authorizerCacheTtl', given }],
  })),
  {
    name: 'throttles that block, and one for no route',
    props: () => ({
      throttle: {
        default: { rateLimit: 0, burstLimit: 1 },
        routes: { lost: { rateLimit: 1, burstLimit: 0.5 } } as Record<never, never>,
      },
    }),
    faults: [
      { code: 'throttle-value', at: 'throttle.default', given: 'rateLimit 0, burstLimit 1' },
      { code: 'throttle-value', at: 'throttle.routes.lost' },
      { code: 'throttle-route', at: 'throttle.routes.lost' },
    ],
  },
  {
    name: 'a named stage',
    props: () => ({ stageName: 'dev' as '$default' }),
    faults: [{ code: 'stage-name', at: 'stageName', given: '"dev"' }],
  },
];

describe('ScopedHttpApi refuses', () => {
  it.each(rows)('$name', ({ props, faults }) => {
    const stack = createStack(workspace);
    const error = faultsOf(() => shopStack(workspace, props(stack), stack));
    expect(error.faults).toMatchObject(faults);
    expect(error.faults).toHaveLength(faults.length);
    expect(error.message).not.toContain('secret');
  });

  it('scopes that Cognito cannot hold, for Cognito only', () => {
    const api = defineApi({
      title: 'Slashed',
      version: '1',
      scopes: { 'a/b': 'Both' },
      routes: { only: { route: 'GET /', access: scopes('a/b'), responses: { 204: null } } },
    });
    const make = (issuers: ShopProps['issuers'], stack: Stack) =>
      new ScopedHttpApi(stack, 'Api', {
        api,
        handlers: workspace.bundles(api),
        issuers: issuers ?? [cognitoIssuer(stack)],
        authorizerFile: workspace.authorizerFile,
      });
    expect(faultsOf(() => make(undefined, createStack(workspace))).faults).toMatchObject([
      { code: 'cognito-scope', at: 'api.scopes["a/b"]' },
    ]);
    expect(() => make([Issuers.oidc(oidc)], createStack(workspace))).not.toThrow();
  });

  it('with everything at once, each as one line that tells the remedy', () => {
    const error = faultsOf(() => shopStack(workspace, { issuers: [], authorizerCacheTtl: Duration.hours(2) }));
    expect(error.name).toBe('ScopedHttpApiError');
    expect(error.message.split('\n')).toEqual([
      'Shop/Api has 2 faults:',
      `  issuers: no issuer is configured. Given: []. Allowed: ${synthRules['issuers-missing'].allowed}. ${synthRules['issuers-missing'].remedy}. [issuers-missing]`,
      `  authorizerCacheTtl: the cache TTL is out of range. Given: 7200 s. Allowed: ${synthRules['cache-ttl'].allowed}. ${synthRules['cache-ttl'].remedy}. [cache-ttl]`,
    ]);
  });
});
