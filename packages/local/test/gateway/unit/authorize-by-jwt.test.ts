import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { claimsAsStrings } from '../../../src/gateway/authorize/jwt/claims-as-strings.ts';
import { GatewayConfigurationError } from '../../../src/gateway/index.ts';
import { type FixtureOptions, fixture, gatewayFaultsOf, jwtRoute, route, stage, startAt } from './support.ts';

const issuer = 'https://issuer.example';
const now = startAt / 1000;
const good = { iss: issuer, aud: 'orders', exp: now + 60, iat: now, sub: 'u1' };

interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}
const pair = async (kid: string, alg = 'RS256'): Promise<KeyPair> => {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
};
let key: KeyPair;
let other: KeyPair;
let elliptic: KeyPair;
beforeAll(async () => {
  [key, other, elliptic] = await Promise.all([pair('k1'), pair('k1'), pair('ec', 'ES256')]);
});

const sign = (claims: object, { privateKey, jwk }: KeyPair = key, header: object = {}) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', ...(jwk.kid && { kid: jwk.kid }), ...header })
    .sign(privateKey);

const opened = (options: FixtureOptions = {}) =>
  fixture({
    routes: [jwtRoute('GET /x'), jwtRoute('GET /scoped', ['orders:read', 'orders:admin'])],
    issuerKeys: { [issuer]: { keys: [key.jwk, elliptic.jwk] } },
    ...options,
  });
const bearer = (token: string) => ({ headers: [['authorization', `Bearer ${token}`] as const] });
const challenge = (description: string) => `Bearer scope="" error="invalid_token" error_description="${description}"`;

describe('a good token', () => {
  it.each([
    { name: 'bare', header: (token: string) => token },
    { name: 'behind Bearer', header: (token: string) => `Bearer ${token}` },
    { name: 'behind bearer', header: (token: string) => `bearer ${token}` },
  ])('is taken $name, its claims as strings and scopes null', async ({ header }) => {
    const { send, functions, traces } = opened();
    const token = await sign({
      ...good,
      scope: 'a b',
      admin: true,
      roles: ['x', 'y'],
      address: { city: 'Bern' },
      none: null,
    });
    expect((await send('GET', '/x', { headers: [['Authorization', header(token)]] })).status).toBe(200);
    expect(functions.eventsOf('backend')[0]).toMatchObject({
      requestContext: { authorizer: { jwt: { scopes: null } } },
    });
    const [event] = functions.eventsOf('backend') as { requestContext: { authorizer: { jwt: { claims: object } } } }[];
    expect(event?.requestContext.authorizer.jwt.claims).toEqual({
      iss: issuer,
      aud: 'orders',
      exp: String(good.exp),
      iat: String(good.iat),
      sub: 'u1',
      scope: 'a b',
      admin: 'true',
      roles: '[x y]',
      address: '{"city":"Bern"}',
    });
    expect(traces[0]?.authorizer).toMatchObject({ type: 'JWT', outcome: 'allow' });
    expect(JSON.stringify(traces)).not.toContain(token);
  });

  it.each([
    { name: 'a list of audiences', claims: { aud: ['x', 'orders'] } },
    { name: 'client_id where there is no aud', claims: { aud: undefined, client_id: 'orders' } },
  ])('is taken with $name', async ({ claims }) => {
    expect((await opened().send('GET', '/x', bearer(await sign({ ...good, ...claims })))).status).toBe(200);
  });

  it.each([
    { name: 'scope', claims: { scope: 'x orders:read' }, scopes: ['x', 'orders:read'] },
    { name: 'scp as text', claims: { scp: 'orders:admin' }, scopes: ['orders:admin'] },
    { name: 'scp as a list', claims: { scp: ['orders:read', 'y'] }, scopes: ['orders:read', 'y'] },
  ])('opens a route by any of its scopes, in $name', async ({ claims, scopes }) => {
    const { send, functions } = opened();
    expect((await send('GET', '/scoped', bearer(await sign({ ...good, ...claims })))).status).toBe(200);
    expect(functions.eventsOf('backend')[0]).toMatchObject({ requestContext: { authorizer: { jwt: { scopes } } } });
  });

  it('reaches a function of payload format 1.0 without a kind', async () => {
    const one = jwtRoute('GET /one', ['a']);
    const { send, functions } = opened({
      routes: [{ ...one, integration: { ...route('GET /y').integration, payloadFormatVersion: '1.0' } as never }],
    });
    await send('GET', '/one', bearer(await sign({ ...good, scope: 'a' })));
    expect(functions.eventsOf('backend')[0]).toMatchObject({
      requestContext: { authorizer: { claims: { sub: 'u1' }, scopes: ['a'] } },
    });
  });

  it('may come in the query', async () => {
    const { send, traces } = opened({
      routes: [jwtRoute('GET /q', [], { identitySource: '$request.querystring.token' })],
    });
    const token = await sign(good);
    expect((await send('GET', `/q?token=${token}`)).status).toBe(200);
    expect((await send('GET', '/q')).status).toBe(401);
    expect(JSON.stringify(traces)).not.toContain(token);
  });
});

describe('a token is refused', () => {
  it.each([
    { name: 'of two segments', token: async () => 'a.b', text: 'token contains an invalid number of segments' },
    { name: 'of four segments', token: async () => 'a.b.c.d', text: 'token contains an invalid number of segments' },
    { name: 'that is no JSON', token: async () => 'a.b.c', text: 'token is malformed' },
    { name: 'of another issuer', token: () => sign({ ...good, iss: `${issuer}/` }), text: 'issuer does not match' },
    {
      name: 'for another audience',
      token: () => sign({ ...good, aud: 'x' }),
      text: 'the token does not have a valid audience',
    },
    {
      name: 'whose aud is wrong and whose client_id is right',
      token: () => sign({ ...good, aud: 'x', client_id: 'orders' }),
      text: 'the token does not have a valid audience',
    },
    { name: 'at the second it expires', token: () => sign({ ...good, exp: now }), text: 'the token has expired' },
    { name: 'without exp', token: () => sign({ ...good, exp: undefined }), text: 'the token has expired' },
    { name: 'with exp as text', token: () => sign({ ...good, exp: String(now + 60) }), text: 'the token has expired' },
    { name: 'before nbf', token: () => sign({ ...good, nbf: now + 1 }), text: 'the token is not valid yet' },
    { name: 'issued later', token: () => sign({ ...good, iat: now + 1 }), text: 'the token was issued in the future' },
    {
      name: 'signed by another key of the same id',
      token: () => sign(good, other),
      text: 'the token signature is invalid',
    },
    {
      name: 'of an unknown key',
      token: () => sign(good, key, { kid: 'k9' }),
      text: 'unable to find the key of the token',
    },
    {
      name: 'without a kid',
      token: () => sign(good, { ...key, jwk: {} }),
      text: 'unable to find the key of the token',
    },
    {
      name: 'of an elliptic curve',
      token: () => sign(good, elliptic, { alg: 'ES256' }),
      text: 'signing method is invalid',
    },
    {
      name: 'that is not signed',
      token: async () => `${part({ alg: 'none', kid: 'k1' })}.${part(good)}.`,
      text: 'signing method is invalid',
    },
    {
      name: 'signed with the public key as a secret',
      token: () =>
        new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(Buffer.from(JSON.stringify(key.jwk))),
      text: 'signing method is invalid',
    },
  ])('$name', async ({ token, text }) => {
    const accessLog = { format: '$context.requestId $context.authorizer.error', destinationArn: 'arn' };
    const { send, functions, traces, accessLog: lines } = opened({ stages: [stage('$default', { accessLog })] });
    const written = await token();
    const answer = await send('GET', '/x', bearer(written));
    expect(answer).toMatchObject({ status: 401, text: '{"message":"Unauthorized"}' });
    expect(answer.headers['www-authenticate']).toBe(challenge(text));
    expect(lines[0]).toContain(text);
    expect(functions.calls).toEqual([]);
    if (written.length > 20) expect(JSON.stringify(traces)).not.toContain(written);
  });

  it.each([
    { headers: [] },
    { headers: [['authorization', '']] as const },
    { headers: [['authorization', 'Bearer ']] as const },
  ])('when there is none: $headers', async ({ headers }) => {
    const accessLog = { format: '$context.requestId $context.authorizer.error', destinationArn: 'arn' };
    const { send, accessLog: lines } = opened({ stages: [stage('$default', { accessLog })] });
    const answer = await send('GET', '/x', { headers });
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(lines).toEqual(['BwcHBwcHBwcHBwc= missing: token not provided']);
  });

  it.each([
    { setting: 'omitted', header: undefined },
    {
      setting: 'sent',
      header:
        'Bearer scope="orders:read orders:admin" error="insufficient_scope" error_description="the token does not have a required scope"',
    },
  ] as const)('with 403 for a scope it lacks, challenge $setting', async ({ setting, header }) => {
    const { send } = opened({ settings: { insufficientScopeChallenge: setting } });
    const answer = await send('GET', '/scoped', bearer(await sign({ ...good, scope: 'orders:write' })));
    expect(answer).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' });
    expect(answer.headers['www-authenticate']).toBe(header);
  });

  it.each([
    { name: 'skew', settings: { jwtClockSkewSeconds: 5 }, claims: { exp: now - 4 } },
    { name: 'no exp', settings: { jwtWithoutExpiry: 'accepted' as const }, claims: { exp: undefined } },
  ])('or not, where a setting says so: $name', async ({ settings, claims }) => {
    expect((await opened({ settings }).send('GET', '/x', bearer(await sign({ ...good, ...claims })))).status).toBe(200);
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an issuer on loopback', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
  const issue = async (
    answers: (url: string, base: string) => { status?: number; body: string; location?: string },
  ) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const { status = 200, body, location } = answers(request.url ?? '', base);
      response.writeHead(status, location ? { location } : {}).end(body);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { base, asked };
  };
  const wellBehaved = (keys: () => JWK[]) => (url: string, base: string) => ({
    body: JSON.stringify(url.endsWith('configuration') ? { issuer: base, jwks_uri: `${base}/keys` } : { keys: keys() }),
  });
  const at = (base: string) => ({ routes: [jwtRoute('GET /x', [], { issuer: base })] });
  const discovery = '/.well-known/openid-configuration';

  it('is asked once in two hours of the clock', async () => {
    const { base, asked } = await issue(wellBehaved(() => [key.jwk]));
    const { send, clock } = fixture(at(base));
    const token = await sign({ ...good, iss: base, exp: now + 100_000 });
    const statuses = async () => (await send('GET', '/x', bearer(token))).status;
    expect([await statuses(), await statuses()]).toEqual([200, 200]);
    clock.advance(2 * 3_600_000 - 1);
    expect(await statuses()).toBe(200);
    expect(asked).toEqual([discovery, '/keys']);
    clock.advance(1);
    expect(await statuses()).toBe(200);
    expect(asked).toEqual([discovery, '/keys', discovery, '/keys']);
  });

  it.each([
    { setting: 'refetched', status: 200, requests: 4 },
    { setting: 'denied', status: 401, requests: 2 },
  ] as const)('that rotates its keys: unknown ids are $setting', async ({ setting, status, requests }) => {
    const keys = [key.jwk];
    const { base, asked } = await issue(wellBehaved(() => keys));
    const { send } = fixture({ ...at(base), settings: { jwtUnknownKid: setting } });
    expect((await send('GET', '/x', bearer(await sign({ ...good, iss: base })))).status).toBe(200);
    const next = await pair('k2');
    keys.push(next.jwk);
    expect((await send('GET', '/x', bearer(await sign({ ...good, iss: base }, next)))).status).toBe(status);
    expect(asked).toHaveLength(requests);
  });

  it.each([
    { name: 'is down', answers: () => ({ status: 503, body: '' }), words: 'answered 503' },
    { name: 'answers HTML', answers: () => ({ body: '<html>' }), words: 'did not answer with JSON' },
    {
      name: 'redirects',
      answers: () => ({ status: 302, body: '', location: 'http://127.0.0.1:1/' }),
      words: 'answered 302',
    },
    { name: 'names another issuer', answers: () => ({ body: '{"issuer":"x"}' }), words: 'names another issuer' },
    {
      name: 'keeps its keys elsewhere',
      answers: (_: string, base: string) => ({
        body: JSON.stringify({ issuer: base, jwks_uri: 'https://keys.example/' }),
      }),
      words: 'is not on loopback',
    },
    {
      name: 'has too large a key set',
      answers: (url: string, base: string) => ({
        body: url.endsWith('configuration')
          ? JSON.stringify({ issuer: base, jwks_uri: `${base}/keys` })
          : ' '.repeat(150_001),
      }),
      words: 'more than 150000 bytes',
    },
  ])('that $name is 500 by default, never an allow, and is asked again', async ({ answers, words }) => {
    const { base, asked } = await issue(answers);
    const { send, traces } = fixture(at(base));
    const token = bearer(await sign({ ...good, iss: base }));
    expect((await send('GET', '/x', token)).status).toBe(500);
    expect(traces[0]?.error).toContain(words);
    const before = asked.length;
    expect((await send('GET', '/x', token)).status).toBe(500);
    expect(asked.length).toBeGreaterThan(before);
    const strict = fixture({ ...at(base), settings: { jwtKeysUnavailableStatus: 401 } });
    expect((await strict.send('GET', '/x', token)).headers['www-authenticate']).toContain('OIDC discovery endpoint');
  });

  it('may answer for an issuer elsewhere, keys included', async () => {
    const { base, asked } = await issue((url) => ({
      body: JSON.stringify(
        url.endsWith('configuration') ? { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` } : { keys: [key.jwk] },
      ),
    }));
    const { send } = fixture({ routes: [jwtRoute('GET /x')], issuerKeys: { [issuer]: { address: `${base}/pool` } } });
    expect((await send('GET', '/x', bearer(await sign(good)))).status).toBe(200);
    expect(asked).toEqual([`/pool${discovery}`, '/pool/.well-known/jwks.json']);
  });
});

it.each([{ use: 'enc' }, { alg: 'RS512' }, { kty: 'EC' }])('a key with %j verifies no token', async (changes) => {
  const { send } = opened({ issuerKeys: { [issuer]: { keys: [{ ...key.jwk, ...changes }] } } });
  const answer = await send('GET', '/x', bearer(await sign(good)));
  expect([answer.status, answer.headers['www-authenticate']]).toEqual([
    401,
    challenge('the token signature is invalid'),
  ]);
});

describe('createGateway', () => {
  it('refuses an issuer that cannot be reached offline, with the remedy', () => {
    const start = () => fixture({ routes: [jwtRoute('GET /x')] });
    expect(start).toThrow(GatewayConfigurationError);
    expect(gatewayFaultsOf(start)).toEqual([
      {
        rule: 'issuer-unreachable',
        where: {
          stack: 'Test',
          logicalId: 'Jwt',
          type: 'AWS::ApiGatewayV2::Authorizer',
          path: 'Properties.JwtConfiguration.Issuer',
        },
        what: 'The keys of issuer "https://issuer.example" cannot be had offline: it is neither a user pool of the assembly nor on this machine',
        remedy: 'Use a user pool of the assembly, or an issuer on loopback.',
        option: { name: 'issuerKeys', entry: 'https://issuer.example' },
      },
    ]);
    expect(start).toThrow('Or with option `issuerKeys` ("https://issuer.example")');
  });

  it.each(['http://127.0.0.1.evil.example', 'http://localhost.evil.example', 'http://0x7f.1.evil'])(
    'does not take %s for loopback',
    (host) => {
      expect(() => fixture({ routes: [jwtRoute('GET /x', [], { issuer: host })] })).toThrow('cannot be had offline');
    },
  );

  it('refuses an eleventh authorizer, unless the quota is raised', () => {
    const routes = Array.from({ length: 11 }, (_, at) => jwtRoute(`GET /x${at}`, [], { authorizerId: `jwt${at}` }));
    expect(gatewayFaultsOf(() => opened({ routes }))).toMatchObject([
      {
        rule: 'authorizers-per-api',
        what: 'The API is above the quota of authorizers per API',
        given: '11',
        allowed: 'at most 10',
        option: { name: 'gatewaySettings', entry: 'authorizersPerApi' },
      },
    ]);
    expect(() => opened({ routes, settings: { authorizersPerApi: 11 } })).not.toThrow();
  });
});

describe('claimsAsStrings', () => {
  it.each([
    { name: 'text', value: 'a', text: 'a' },
    { name: 'an integer', value: 1_700_000_000, text: '1700000000' },
    { name: 'a fraction', value: 1.5, text: '1.5' },
    { name: 'a boolean', value: false, text: 'false' },
    { name: 'a list', value: ['admin', 'poweruser'], text: '[admin poweruser]' },
    { name: 'an empty list', value: [], text: '[]' },
    { name: 'a mixed list', value: ['a', 1, true], text: '[a 1 true]' },
    { name: 'an object', value: { a: [1] }, text: '{"a":[1]}' },
  ])('writes $name', ({ value, text }) => {
    expect(claimsAsStrings({ claim: value, none: null })).toEqual({ claim: text });
  });
});
