import { beforeEach, describe, expect, it } from '@jest/globals';
import { accessTable, defineApi, scopes } from '@scopegate/contract';
import { withPolicies } from '@scopegate/contract/policy';
import { authorizerEvent, createSigningKey, createTestIssuer, lambdaContext } from '@scopegate/testing';
import { type AuthorizerOptions, createAuthorizer, KeysUnavailableError } from '../../src/index.ts';
import { api, createHarness, type Harness, oidcIssuer, startSeconds } from '../harness.ts';

const plain = defineApi({
  title: 'Things',
  version: '1',
  scopes: { read: 'Reads' },
  routes: { list: { route: 'GET /things', access: scopes('read'), responses: { 204: null } } },
});

let harness: Harness;
const bearer = async (claims: object = {}, header: Record<string, unknown> = {}) =>
  `Bearer ${await harness.issuer.token({ ...harness.claims, ...claims }, header)}`;

beforeEach(async () => {
  harness = await createHarness();
});

describe('options of an authorizer', () => {
  it.each([Number.NaN, 0, -1, 1.5, 10_241, Number.POSITIVE_INFINITY])(
    'refuse %d as the longest token',
    (maxTokenBytes) => {
      const options = { table: accessTable(api), issuers: oidcIssuer(createTestIssuer()), maxTokenBytes };
      expect(() => createAuthorizer(options)).toThrow(`maxTokenBytes: given ${maxTokenBytes}, allowed: 1 to 10240`);
    },
  );
});

describe('the context', () => {
  it('tells the guard who calls and what was decided', async () => {
    const { isAuthorized, context } = await harness.call(await bearer({ jti: 'id-1', scope: 'admin' }));
    expect(isAuthorized).toBe(true);
    expect(context).toEqual({
      contextVersion: 1,
      decision: 'allow',
      reason: 'allowed',
      routeKey: 'GET /things',
      decisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      issuer: 'https://issuer.example',
      subject: 'user-1',
      clientId: 'app',
      scopes: 'admin read write',
      validUntil: startSeconds + 600,
      issuedAt: startSeconds,
      tokenId: 'id-1',
    });
  });

  it('has selected claims and the tenant of the configuration, never one from a claim', async () => {
    const settings = { claims: ['plan', 'address'], clients: { app: { tenant: 'acme' }, other: {} } };
    harness = await createHarness({ issuers: (issuer) => oidcIssuer(issuer, settings) });
    const claims = { plan: 'gold', address: { city: 'x' }, email: 'a@b', tenant: 'globex' };
    expect((await harness.call(await bearer(claims))).context).toMatchObject({ claim_plan: 'gold', tenant: 'acme' });
    const { context } = await harness.call(await bearer({ ...claims, client_id: 'other' }));
    expect(Object.keys(context)).not.toEqual(
      expect.arrayContaining(['tenant', 'claim_email', 'claim_address', 'claim_tenant']),
    );
    expect(context).not.toHaveProperty('tenant');
  });

  it('is not there for a denied request, but for why', async () => {
    expect(await harness.call(await bearer({ scope: 'write' }))).toEqual({
      isAuthorized: false,
      context: { reason: 'insufficient_scope', decisionId: expect.any(String) },
    });
  });
});

describe('a bad token is denied', () => {
  it.each<{ name: string; claims?: object; header?: Record<string, unknown>; reason: string }>([
    { name: 'issuer with a slash more', claims: { iss: 'https://issuer.example/' }, reason: 'issuer_unknown' },
    { name: 'issuer in capitals', claims: { iss: 'https://ISSUER.example' }, reason: 'issuer_unknown' },
    { name: 'no issuer', claims: { iss: undefined }, reason: 'token_malformed' },
    { name: 'alg none', header: { alg: 'none' }, reason: 'algorithm_refused' },
    { name: 'alg HS256', header: { alg: 'HS256' }, reason: 'algorithm_refused' },
    { name: 'alg RS512, not configured', header: { alg: 'RS512' }, reason: 'algorithm_refused' },
    { name: 'alg of another kind of key', header: { alg: 'ES256' }, reason: 'algorithm_refused' },
    { name: 'unknown kid', header: { kid: 'key-2' }, reason: 'key_unknown' },
    { name: 'no kid', header: { kid: undefined }, reason: 'token_malformed' },
    { name: 'b64 false', header: { b64: false, crit: ['b64'] }, reason: 'token_malformed' },
    { name: 'an ID token by nonce', claims: { nonce: 'n' }, reason: 'token_type_wrong' },
    { name: 'a logout token', header: { typ: 'logout+jwt' }, reason: 'token_type_wrong' },
    { name: 'bound to a key', claims: { cnf: { jkt: 'x' } }, reason: 'proof_required' },
    { name: 'another audience', claims: { aud: 'other' }, reason: 'audience_wrong' },
    { name: 'no audience', claims: { aud: undefined }, reason: 'audience_wrong' },
    { name: 'part of the audience', claims: { aud: ['thing', 'things2'] }, reason: 'audience_wrong' },
    { name: 'no subject', claims: { sub: undefined }, reason: 'claims_malformed' },
    { name: 'no expiry', claims: { exp: undefined }, reason: 'claims_malformed' },
    { name: 'nbf in two minutes', claims: { nbf: startSeconds + 120 }, reason: 'not_yet_valid' },
    { name: 'iat in two minutes', claims: { iat: startSeconds + 120 }, reason: 'not_yet_valid' },
    { name: 'expired now', claims: { exp: startSeconds }, reason: 'token_expired' },
    { name: 'expired, but foreign', claims: { exp: startSeconds - 1, aud: 'other' }, reason: 'audience_wrong' },
  ])('$name: $reason', async ({ claims, header, reason }) => {
    expect(await harness.call(await bearer(claims, header))).toMatchObject({
      isAuthorized: false,
      context: { reason },
    });
  });

  it('whatever byte of its signature is changed', async () => {
    const good = await bearer();
    for (const at of [1, 20, 170, 340]) {
      const index = good.length - at;
      const damaged = good.slice(0, index) + (good[index] === 'A' ? 'B' : 'A') + good.slice(index + 1);
      expect((await harness.call(damaged)).isAuthorized).toBe(false);
    }
  });

  it('signed by another key of the same id', async () => {
    const forged = await createTestIssuer();
    expect(await harness.call(`Bearer ${await forged.token(harness.claims)}`)).toMatchObject({
      isAuthorized: false,
      context: { reason: 'signature_invalid' },
    });
  });

  it('accepts what the issuer signs with elliptic curves', async () => {
    for (const algorithm of ['ES256', 'EdDSA'] as const) {
      const issuer = await createTestIssuer({ keys: [await createSigningKey({ algorithm })] });
      harness = await createHarness({ issuer });
      expect((await harness.call(await bearer())).isAuthorized).toBe(true);
    }
  });
});

describe('scopes in a list, as IdentityServer and UAA send them', () => {
  it.each(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const)(
    'are read from a token signed with %s, and a damaged one is not',
    async (algorithm) => {
      const issuer = createTestIssuer({ keys: [createSigningKey({ algorithm })] });
      harness = await createHarness({ issuer, issuers: (one) => oidcIssuer(one, { algorithms: [algorithm] }) });
      const good = await bearer({ scope: ['openid', 'read'] });
      expect(await harness.call(good)).toMatchObject({ isAuthorized: true, context: { scopes: 'read' } });
      const [header, , signature] = good.split('.');
      const other = (await bearer({ scope: ['admin'] })).split('.')[1];
      expect(await harness.call(`${header}.${other}.${signature}`)).toMatchObject({
        isAuthorized: false,
        context: { reason: 'signature_invalid' },
      });
    },
  );
});

describe('an event with identity sources', () => {
  const table = accessTable(api);
  const asked = async (identitySource: unknown, options: Partial<AuthorizerOptions> = {}) => {
    const authorizer = createAuthorizer({
      table,
      issuers: oidcIssuer(harness.issuer),
      now: () => startSeconds * 1_000,
      fetchJson: (url) => harness.issuer.fetchJson(url),
      write: () => {},
      ...options,
    });
    const event = { ...authorizerEvent('GET /things', await bearer()), identitySource };
    return authorizer(event as never, lambdaContext());
  };

  it('is denied unless one of them is the route key: its verdict could be cached for other routes', async () => {
    const token = await bearer();
    for (const identitySource of [[token], [token, 'GET /thing'], [token, 'get /things'], token, { 0: token }, 1])
      expect(await asked(identitySource)).toEqual({
        isAuthorized: false,
        context: { reason: 'cache_key_unproven', decisionId: expect.any(String) },
      });
    expect(await asked([token, 'GET /things'])).toMatchObject({ isAuthorized: true });
    expect(await asked([token, '1.2.3.4', 'GET /things'])).toMatchObject({ isAuthorized: true });
  });

  it.each([undefined, null, []])('is decided with %p: without a source nothing is cached', async (identitySource) => {
    expect(await asked(identitySource)).toMatchObject({ isAuthorized: true });
  });

  it('is decided without the route key where it was said that nothing, or the template, guarantees it', async () => {
    const token = await bearer();
    expect(await asked([token], { cachedBy: 'nothing' })).toMatchObject({ isAuthorized: true });
    const checked = { ...table, cacheKey: 'checked' } as const;
    expect(await asked([token], { table: checked })).toMatchObject({ isAuthorized: true });
    expect(await asked([token], { table: checked, cachedBy: 'route' })).toMatchObject({ isAuthorized: false });
  });

  it('is decided for policies, which the gateway asks for each route', async () => {
    const policies = withPolicies(accessTable(plain));
    const authorizer = createAuthorizer({
      table: policies,
      response: 'policy',
      issuers: oidcIssuer(harness.issuer),
      now: () => startSeconds * 1_000,
      fetchJson: (url) => harness.issuer.fetchJson(url),
      write: () => {},
    });
    const event = { ...authorizerEvent('GET /things', await bearer()), identitySource: [await bearer()] };
    expect(await authorizer(event as never, lambdaContext())).toMatchObject({
      policyDocument: { Statement: [{ Effect: 'Allow' }] },
    });
  });
});

describe('keys belong to an issuer', () => {
  it('refuses a token of one issuer signed with the key of another under the same kid', async () => {
    const ours = await createTestIssuer({ issuer: 'https://ours.example' });
    const theirs = await createTestIssuer({ issuer: 'https://theirs.example' });
    harness = await createHarness({
      issuer: { ...ours, fetchJson: (url) => (url.startsWith(ours.issuer) ? ours : theirs).fetchJson(url) },
      issuers: () => [...oidcIssuer(ours), ...oidcIssuer(theirs)],
    });
    const [key] = theirs.keys;
    const good = `Bearer ${await theirs.token(harness.claims)}`;
    const crossed = `Bearer ${await key!.sign({ ...harness.claims, iss: ours.issuer })}`;
    expect((await harness.call(good)).isAuthorized).toBe(true);
    expect(await harness.call(crossed)).toMatchObject({
      isAuthorized: false,
      context: { reason: 'signature_invalid' },
    });
  });
});

describe('an outage is an error, not a decision', () => {
  it('throws while the keys cannot be had, and allows once they can', async () => {
    harness.issuer.takeDown();
    await expect(harness.call(await bearer())).rejects.toBeInstanceOf(KeysUnavailableError);
    expect(harness.audit()).toMatchObject({ level: 'ERROR', decision: 'none', reason: 'keys_unavailable' });
    harness.issuer.bringUp();
    await expect(harness.call(await bearer())).rejects.toThrow('cannot be had');
    harness.advance(1);
    expect((await harness.call(await bearer())).isAuthorized).toBe(true);
  });

  it('throws for an unknown key when the issuer cannot be asked', async () => {
    await harness.call(await bearer());
    harness.issuer.takeDown();
    harness.advance(31);
    await expect(harness.call(await bearer({}, { kid: 'key-2' }))).rejects.toBeInstanceOf(KeysUnavailableError);
    expect((await harness.call(await bearer())).isAuthorized).toBe(true);
  });
});
