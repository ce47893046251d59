import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authenticated, defineApi, scopes } from '@scopegate/contract';
import { type Platform, startPlatform } from '@scopegate/local';
import { madeOnce } from '../../../scripts/testing/made-once.ts';

// The prebuilt authorizer in front of one API per kind of issuer: tokens of their stand-ins, minted here.

const shop = defineApi({
  title: 'Shop',
  version: '1',
  scopes: { 'shop:read': 'Read' },
  routes: {
    me: { route: 'GET /me', access: authenticated(), responses: { 200: null } },
    list: { route: 'GET /things', access: scopes('shop:read'), responses: { 200: null } },
  },
});

const tenantId = '11111111-2222-3333-4444-555555555555';
const common = { audience: ['https://shop.example'] };
const kinds = {
  auth0: { settings: { ...common, domain: 'acme.eu.auth0.com' }, issuer: 'https://acme.eu.auth0.com/' },
  entra: {
    settings: { ...common, tenantId, tokenVersion: 'v1' },
    issuer: `https://sts.windows.net/${tenantId}/`,
  },
  okta: {
    settings: { ...common, issuer: 'https://acme.okta.com/oauth2/default' },
    issuer: 'https://acme.okta.com/oauth2/default',
  },
  keycloak: {
    settings: { ...common, issuer: 'https://id.example.com/realms/shop' },
    issuer: 'https://id.example.com/realms/shop',
  },
  oidc: {
    settings: { ...common, issuer: 'https://login.example.com', algorithms: ['ES256'], scopeClaim: 'permissions' },
    issuer: 'https://login.example.com',
  },
} as const;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

/** Synthesized once in a test run: only the first needs aws-cdk-lib. */
const assembly = (): Promise<string> =>
  madeOnce('issuers', async (outdir) => {
    const [{ App, Stack }, { Code, Function: LambdaFunction, Runtime }, { Issuers, ScopedHttpApi }] = await Promise.all(
      [import('aws-cdk-lib'), import('aws-cdk-lib/aws-lambda'), import('@scopegate/cdk')],
    );
    const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
    const stack = new Stack(app, 'Shops');
    for (const name of names) {
      const answer = new LambdaFunction(stack, `Answer-${name}`, {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: Code.fromInline('exports.handler = async (event) => event.requestContext.authorizer.lambda;'),
      });
      const make = Issuers[name] as (settings: object) => ReturnType<typeof Issuers.oidc>;
      new ScopedHttpApi(stack, name, {
        api: shop,
        apiName: name,
        handlers: { me: { function: answer }, list: { function: answer } },
        issuers: [make(kinds[name].settings)],
      });
    }
    app.synth();
  });

const directory = mkdtempSync(join(tmpdir(), 'shop-issuers-'));
let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ assembly: await assembly(), stateDirectory: join(directory, 'state'), port: 0 });
});
afterAll(async () => {
  await platform?.close();
  rmSync(directory, { recursive: true, force: true });
});

const call = async (kind: Kind, path: string, token: string) => {
  const url = platform.apis.find(({ name }) => name === kind)?.url;
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const mint = (kind: Kind, request: Partial<Parameters<Platform['mint']>[1]> = {}) =>
  platform.mint(kinds[kind].issuer, { scopes: ['shop:read'], subject: 'anna', ...request });

describe.each(names)('%s', (kind) => {
  it('opens what its scopes open, to the user and the client that its tokens name', async () => {
    expect(await call(kind, '/things', await mint(kind, { clientId: 'app' }))).toMatchObject({
      status: 200,
      body: { subject: 'anna', clientId: 'app', scopes: 'shop:read', issuer: kinds[kind].issuer },
    });
    const other = await mint(kind, { scopes: ['shop:other'] });
    expect((await call(kind, '/things', other)).status).toBe(403);
    expect((await call(kind, '/me', other)).status).toBe(200);
  });

  it('does not open to ID tokens, expired tokens, and tokens for another API or of another issuer', async () => {
    const [stranger] = names.filter((name) => name !== kind);
    const bad = await Promise.all([
      mint(kind, { idToken: true }),
      mint(kind, { idToken: true, claims: { aud: common.audience[0] } }),
      mint(kind, { expiresInSeconds: -60 }),
      mint(kind, { claims: { aud: 'https://other.example' } }),
      mint(stranger as Kind),
    ]);
    for (const token of bad) expect((await call(kind, '/me', token)).status).toBe(403);
  });
});
