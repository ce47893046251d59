import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineApi, scopes } from '@scopegate/contract';
import { Duration, Lazy, type Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Issuers, ScopedHttpApi, synthRules } from '../../src/index.ts';
import { shop } from '../support/contract.ts';
import { expectRefusal, type RefusedProps, refusalOf } from '../support/refusal.ts';
import { cognitoIssuer, createStack, type ShopProps, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const oidc = { issuer: 'https://issuer.example.com', audience: ['shop'] };

const withBundle = (list: unknown): ShopProps => ({
  handlers: { ...workspace.bundles(shop), list } as NonNullable<ShopProps['handlers']>,
});

const rows: RefusedProps[] = [
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
    name: 'a route that the build was not told of',
    props: () => withBundle({ bundle: join(workspace.directory, 'bundles', 'left-out') }),
    faults: [{ code: 'bundle-left-out', at: 'handlers.list' }],
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
  it.each(rows)('$name', (row) => {
    expectRefusal(workspace, row);
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
    expect(refusalOf(() => make(undefined, createStack(workspace))).faults).toMatchObject([
      { code: 'cognito-scope', at: 'api.scopes["a/b"]' },
    ]);
    expect(() => make([Issuers.oidc(oidc)], createStack(workspace))).not.toThrow();
  });

  it('with everything at once, each as one line that tells the remedy', () => {
    const error = refusalOf(() => shopStack(workspace, { issuers: [], authorizerCacheTtl: Duration.hours(2) }));
    expect(error.name).toBe('ScopedHttpApiError');
    expect(error.message.split('\n')).toEqual([
      'Shop/Api has 2 faults:',
      `  issuers: no issuer is configured. Given: []. Allowed: ${synthRules['issuers-missing'].allowed}. ${synthRules['issuers-missing'].remedy}. [issuers-missing]`,
      `  authorizerCacheTtl: the cache TTL is out of range. Given: 7200 s. Allowed: ${synthRules['cache-ttl'].allowed}. ${synthRules['cache-ttl'].remedy}. [cache-ttl]`,
    ]);
  });
});
