import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { type Clock, createClock, type UserPool } from '../../../src/model/index.ts';
import { createOAuthServer, type OAuthServer } from '../../../src/oauth/oauth-server.ts';
import { aClient, aPool, basic } from '../unit/pools.ts';

const startsAt = Date.UTC(2031, 4, 1, 12, 0, 0);
const consoleMethods = ['log', 'info', 'warn', 'error', 'debug'] as const;

let directory: string;
let clock: Clock;
let server: OAuthServer;
const printed: unknown[] = [];
const spies = consoleMethods.map((method) =>
  jest.spyOn(console, method).mockImplementation((...values) => {
    printed.push(...values);
  }),
);

const reader = aClient({ clientId: 'reader', scopes: ['orders/orders:read'], accessTokenSeconds: 900 });
const writer = aClient({ clientId: 'writer', scopes: ['orders/orders:write', 'orders/orders:read', 'billing/read'] });
const publicClient = aClient({ clientId: 'public', generateSecret: false, flows: ['code'] });
const idle = aClient({ clientId: 'idle', flows: [] });
const pool = aPool({ clients: [reader, writer, publicClient, idle] });
const bare = aPool({ poolId: 'eu-central-1_Bare00000', domain: undefined, clients: [reader] });

const started: OAuthServer[] = [];
async function start(userPools: readonly UserPool[], stateDirectory = join(directory, 'state')) {
  const server = await createOAuthServer({ userPools, clock, stateDirectory });
  started.push(server);
  return server;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'oauth-'));
  clock = createClock(startsAt);
  server = await start([pool, bare]);
});

afterEach(() => server.jwks.bringUp());

afterAll(async () => {
  await Promise.all(started.map((each) => each.close()));
  await rm(directory, { recursive: true });
  for (const spy of spies) spy.mockRestore();
});

const secretOf = (clientId: string, of = server) =>
  of.pools[0]!.clients.find((client) => client.clientId === clientId)?.clientSecret ?? '';

interface Call {
  readonly clientId?: string;
  readonly secret?: string;
  readonly form?: Record<string, string> | string;
  readonly headers?: Record<string, string>;
  /** Without an `Authorization` header. */
  readonly anonymous?: boolean;
}

async function ask(call: Call = {}, url = server.pools[0]!.tokenEndpoint!) {
  const { clientId = 'writer', secret = secretOf(clientId), form = {}, headers = {} } = call;
  const body = typeof form === 'string' ? form : new URLSearchParams({ grant_type: 'client_credentials', ...form });
  const response = await fetch(url, {
    method: 'POST',
    body: body.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(call.anonymous ? {} : { authorization: basic(clientId, secret) }),
      ...headers,
    },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const keySet = async (of = server, index = 0): Promise<JSONWebKeySet> =>
  (await fetch(of.pools[index]!.jwksUri)).json() as Promise<JSONWebKeySet>;

describe('an access token', () => {
  it('has the header and the claims of Cognito, and the times of the clock', async () => {
    const { status, headers, body } = await ask({ clientId: 'reader', form: { scope: 'orders/orders:read' } });
    const token = (body as { access_token: string }).access_token;
    const iat = decodeJwt(token).iat ?? 0;

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toStrictEqual({ access_token: expect.any(String), expires_in: 900, token_type: 'Bearer' });
    expect(decodeProtectedHeader(token)).toStrictEqual({ kid: expect.any(String), alg: 'RS256' });
    expect(Math.abs(iat - startsAt / 1000)).toBeLessThan(60);
    expect(decodeJwt(token)).toStrictEqual({
      sub: 'reader',
      token_use: 'access',
      scope: 'orders/orders:read',
      auth_time: iat,
      iss: pool.issuer,
      exp: iat + 900,
      iat,
      version: 2,
      jti: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      client_id: 'reader',
    });
  });

  it('verifies with the published keys, and only with those of its own pool', async () => {
    const { access_token } = (await ask()).body as { access_token: string };
    const currentDate = new Date(clock.now());
    const verify = async (index: number) =>
      jwtVerify(access_token, createLocalJWKSet(await keySet(server, index)), { issuer: pool.issuer, currentDate });

    await expect(verify(0)).resolves.toMatchObject({ payload: { client_id: 'writer' } });
    await expect(verify(1)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });

  it.each([
    { name: 'all of the client when none is asked', scope: undefined, granted: writer.scopes.join(' ') },
    { name: 'all of the client when an empty one is asked', scope: '', granted: writer.scopes.join(' ') },
    { name: 'one of them', scope: 'billing/read', granted: 'billing/read' },
    { name: 'each once', scope: 'billing/read billing/read', granted: 'billing/read' },
    {
      name: 'scopes of two resource servers',
      scope: 'billing/read orders/orders:read',
      granted: 'billing/read orders/orders:read',
    },
  ])('carries $name', async ({ scope, granted }) => {
    const { body } = await ask({ form: scope === undefined ? {} : { scope } });

    expect(decodeJwt((body as { access_token: string }).access_token)['scope']).toBe(granted);
  });

  it('is given for a secret in the form, too', async () => {
    const form = `grant_type=client_credentials&client_id=reader&client_secret=${secretOf('reader')}`;
    const response = await fetch(server.pools[0]!.tokenEndpoint!, {
      method: 'POST',
      body: form,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    });

    expect(response.status).toBe(200);
  });

  it('follows the clock when it moves', async () => {
    const before = decodeJwt(((await ask()).body as { access_token: string }).access_token).iat ?? 0;
    clock.advance(3_600_000);
    const after = decodeJwt(((await ask()).body as { access_token: string }).access_token).iat ?? 0;

    expect(after - before).toBeGreaterThanOrEqual(3600);
  });
});

describe('the token endpoint refuses', () => {
  const grant = 'grant_type=client_credentials';
  it.each<{ name: string; call: Call; error: string }>([
    { name: 'a scope that nobody has', call: { form: { scope: 'orders/nothing' } }, error: 'invalid_scope' },
    {
      name: 'a scope of another client',
      call: { clientId: 'reader', form: { scope: 'billing/read' } },
      error: 'invalid_scope',
    },
    { name: 'one good scope and one bad', call: { form: { scope: 'billing/read openid' } }, error: 'invalid_scope' },
    { name: 'a scope with a character outside the grammar', call: { form: { scope: 'a"b' } }, error: 'invalid_scope' },
    { name: 'a wrong secret', call: { secret: 'wrong' }, error: 'invalid_client' },
    { name: "another client's secret", call: { clientId: 'writer', secret: 'READER' }, error: 'invalid_client' },
    { name: 'a secret with one character more', call: { secret: 'MORE' }, error: 'invalid_client' },
    { name: 'an unknown client', call: { clientId: 'nobody', secret: 'x' }, error: 'invalid_client' },
    {
      name: 'a wrong secret before it looks at scopes',
      call: { secret: 'x', form: { scope: 'no' } },
      error: 'invalid_client',
    },
    { name: 'a client without a flow', call: { clientId: 'idle' }, error: 'unauthorized_client' },
    {
      name: 'a client without a flow and a wrong secret',
      call: { clientId: 'idle', secret: 'x' },
      error: 'invalid_client',
    },
    {
      name: 'a public client',
      call: { form: `${grant}&client_id=public`, anonymous: true },
      error: 'unauthorized_client',
    },
    {
      name: 'a confidential client without its secret',
      call: { form: `${grant}&client_id=reader`, anonymous: true },
      error: 'invalid_client',
    },
    { name: 'nobody', call: { anonymous: true }, error: 'invalid_request' },
    { name: 'a bearer credential', call: { headers: { authorization: 'Bearer x' } }, error: 'invalid_request' },
    {
      name: 'two ways of authentication',
      call: { form: { client_id: 'writer', client_secret: 'x' } },
      error: 'invalid_request',
    },
    { name: 'two client ids', call: { form: { client_id: 'reader' } }, error: 'invalid_request' },
    { name: 'another grant', call: { form: { grant_type: 'authorization_code' } }, error: 'unsupported_grant_type' },
    { name: 'no grant', call: { form: 'scope=billing/read' }, error: 'invalid_request' },
    {
      name: 'a parameter sent twice',
      call: { form: `${grant}&scope=billing/read&scope=billing/read` },
      error: 'invalid_request',
    },
    { name: 'a resource', call: { form: { resource: 'https://api.example' } }, error: 'invalid_request' },
    { name: 'JSON', call: { form: '{}', headers: { 'content-type': 'application/json' } }, error: 'invalid_request' },
  ])('$name: 400 $error', async ({ call, error }) => {
    const secrets: Record<string, string> = { READER: secretOf('reader'), MORE: `${secretOf('writer')}a` };
    const secret = call.secret === undefined ? {} : { secret: secrets[call.secret] ?? call.secret };
    const { status, headers, body } = await ask({ ...call, ...secret });

    expect({ status, body }).toMatchObject({ status: 400, body: { error } });
    expect(headers.get('www-authenticate')).toBeNull();
    expect(body).not.toHaveProperty('access_token');
  });

  it('answers Cognito’s bare body for a bad client and a bad scope', async () => {
    expect((await ask({ secret: 'wrong' })).body).toStrictEqual({ error: 'invalid_client' });
    expect((await ask({ form: { scope: 'x' } })).body).toStrictEqual({ error: 'invalid_scope' });
  });

  it('more than 16 KB: 413', async () => {
    const { status, body } = await ask({ form: { padding: 'x'.repeat(16 * 1024) } });

    expect(status).toBe(413);
    expect(body).toMatchObject({ error: 'invalid_request' });
  });

  it('everything for a pool without a domain, and says why', async () => {
    expect(server.pools[1]).not.toHaveProperty('tokenEndpoint');
    const { status, body } = await ask({}, `${server.url}/${bare.poolId}/oauth2/token`);

    expect(status).toBe(404);
    expect(body).toMatchObject({ error_description: expect.stringContaining('no domain') });
  });

  it('a client of another pool', async () => {
    const two = await start([
      aPool({ poolId: 'eu-central-1_Other0000', clients: [aClient({ clientId: 'other' })] }),
      pool,
    ]);
    const call = { clientId: 'other', secret: secretOf('other', two) };

    expect((await ask(call, two.pools[0]!.tokenEndpoint!)).status).toBe(200);
    expect((await ask(call, two.pools[1]!.tokenEndpoint!)).body).toStrictEqual({ error: 'invalid_client' });
  });
});

describe('the keys', () => {
  it('are two, and public', async () => {
    const { keys } = await keySet();

    expect(keys).toHaveLength(2);
    for (const key of keys) expect(Object.keys(key).sort()).toStrictEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('can be taken down for one pool and brought up again', async () => {
    const statuses = async () => {
      const paths = server.pools.flatMap(({ poolId }) => [
        `${poolId}/.well-known/jwks.json`,
        `${poolId}/.well-known/openid-configuration`,
      ]);
      return Promise.all(paths.map(async (path) => (await fetch(`${server.url}/${path}`)).status));
    };
    server.jwks.takeDown(pool.poolId);
    expect(await statuses()).toStrictEqual([503, 503, 200, 200]);
    server.jwks.takeDown();
    expect(await statuses()).toStrictEqual([503, 503, 503, 503]);
    expect((await ask()).status).toBe(200);
    server.jwks.bringUp();
    expect(await statuses()).toStrictEqual([200, 200, 200, 200]);
  });

  it('rotate: a new one signs, the old ones still verify', async () => {
    const own = await start([pool], join(directory, 'rotating'));
    const url = own.pools[0]!.tokenEndpoint!;
    const token = async () =>
      ((await ask({ secret: secretOf('writer', own) }, url)).body as { access_token: string }).access_token;
    const [before] = [await token()];
    await Promise.all([own.rotateKeys(pool.poolId), own.rotateKeys()]);
    const after = await token();
    const keys = await keySet(own);

    expect(keys.keys).toHaveLength(4);
    expect(decodeProtectedHeader(after).kid).toBe(keys.keys[3]!.kid);
    for (const each of [before, after]) {
      await expect(
        jwtVerify(each, createLocalJWKSet(keys), { currentDate: new Date(clock.now()) }),
      ).resolves.toBeDefined();
    }
  });

  it('of a pool that does not run are an error that names those that do', async () => {
    expect(() => server.jwks.takeDown('eu-central-1_None')).toThrow(/"eu-central-1_None".*eu-central-1_Pool00001/);
    await expect(server.rotateKeys('eu-central-1_None')).rejects.toThrow(/No user pool/);
  });
});

describe('discovery', () => {
  it('names the pool’s own issuer and the local token endpoint', async () => {
    const response = await fetch(`${server.url}/${pool.poolId}/.well-known/openid-configuration`);

    expect(await response.json()).toMatchObject({
      issuer: pool.issuer,
      jwks_uri: `${pool.issuer}/.well-known/jwks.json`,
      token_endpoint: server.pools[0]!.tokenEndpoint,
    });
  });

  it('lists the hosts that lead here', () => {
    expect(server.hosts).toStrictEqual([
      'cognito-idp.eu-central-1.amazonaws.com',
      'issuer-cognito-idp.eu-central-1.amazonaws.com',
    ]);
  });

  it.each([
    '/',
    '/nothing',
    `/${pool.poolId}`,
    `/${pool.poolId}/token`,
    `/${pool.poolId}/oauth2/token`,
    '/__proto__/oauth2/token',
  ])('GET %s is 404 in JSON', async (path) => {
    const response = await fetch(`${server.url}${path}`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: 'not_found' });
  });
});

describe('the state directory', () => {
  it('keeps keys and secrets over a restart, in private files', async () => {
    const stateDirectory = join(directory, 'kept', 'oauth');
    const first = await start([pool], stateDirectory);
    const [keys, pools] = [await keySet(first), first.pools.map(({ clients }) => clients)];
    await first.close();
    const second = await start([pool], stateDirectory);

    expect(await keySet(second)).toStrictEqual(keys);
    expect(second.pools.map(({ clients }) => clients)).toStrictEqual(pools);
    await second.close();
    expect((await stat(stateDirectory)).mode & 0o777).toBe(0o700);
    expect(await readdir(stateDirectory)).toStrictEqual([`${pool.poolId}.json`]);
    expect((await stat(join(stateDirectory, `${pool.poolId}.json`))).mode & 0o777).toBe(0o600);
  });

  it('is refused when a file in it is not ours, and left as it is', async () => {
    const stateDirectory = join(directory, 'kept', 'broken');
    await (await start([pool], stateDirectory)).close();
    const path = join(stateDirectory, `${pool.poolId}.json`);
    await writeFile(path, '{"version":1,"keys":[{"d":"hush"');
    const error = await start([pool], stateDirectory).catch((caught: Error) => caught);

    expect(String(error)).toContain(path);
    expect(String(error)).not.toContain('hush');
    expect(await readFile(path, 'utf8')).toContain('hush');
  });
});

it('refuses to start on faulty pools, with all faults at once', async () => {
  const faulty = aPool({
    clients: [
      aClient({ clientId: 'a', logicalId: 'A', generateSecret: false }),
      aClient({ clientId: 'b', logicalId: 'B', scopes: ['orders/none'] }),
    ],
  });

  await expect(start([faulty])).rejects.toThrow(
    /Shop\/A .*GenerateSecret\n.*client_credentials[\s\S]*Shop\/B .*AllowedOAuthScopes\n.*Invalid scope requested: orders\/none/,
  );
});

it('names a port that is taken', async () => {
  const port = Number(new URL(server.url).port);
  const options = { userPools: [pool], clock, stateDirectory: join(directory, 'state'), port };

  await expect(createOAuthServer(options)).rejects.toThrow(`127.0.0.1:${port}`);
});

it('prints nothing', () => {
  expect(printed).toStrictEqual([]);
});
