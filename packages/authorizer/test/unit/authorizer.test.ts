import { beforeEach, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { createSigningKey, createTestIssuer } from '@scopegate/testing';
import { createAuthorizer, KeysUnavailableError, parseIssuers } from '../../src/index.ts';
import { api, createHarness, type Harness, oidcIssuer, startSeconds } from '../harness.ts';

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

describe('the route decides', () => {
  it.each([
    { route: 'GET /things', scope: 'read', authorized: true },
    { route: 'GET /things', scope: 'write', authorized: false },
    { route: 'GET /things', scope: 'admin', authorized: true },
    { route: 'POST /things', scope: 'read', authorized: false },
    { route: 'POST /things', scope: 'read write', authorized: true },
    { route: 'GET /either', scope: 'read', authorized: false },
    { route: 'GET /either', scope: 'write read', authorized: true },
    { route: 'GET /me', scope: '', authorized: true },
    { route: 'POST /purge', scope: 'admin', authorized: false },
    { route: 'GET /nowhere', scope: 'admin', authorized: false },
    { route: 'GET /things/', scope: 'admin', authorized: false },
    { route: '$default', scope: 'admin', authorized: false },
    { route: 'constructor', scope: 'admin', authorized: false },
    { route: '__proto__', scope: 'admin', authorized: false },
  ])('$route with "$scope": $authorized', async ({ route, scope, authorized }) => {
    expect((await harness.call(await bearer({ scope }), route)).isAuthorized).toBe(authorized);
  });
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

describe('a bad credential is denied, never thrown', () => {
  it.each([
    { name: 'none', authorization: undefined, reason: 'credential_missing' },
    { name: 'empty', authorization: '', reason: 'credential_missing' },
    { name: 'another scheme', authorization: 'Basic dXNlcjpwYXNz', reason: 'credential_malformed' },
    { name: 'no token', authorization: 'Bearer ', reason: 'credential_malformed' },
    { name: 'no scheme', authorization: 'a.b.c', reason: 'credential_malformed' },
    { name: 'two, joined by a comma', authorization: 'Bearer a.b.c,Bearer d.e.f', reason: 'credential_malformed' },
    { name: 'two tokens', authorization: 'Bearer a.b.c d.e.f', reason: 'credential_malformed' },
    { name: 'a tab', authorization: 'Bearer\ta.b.c', reason: 'credential_malformed' },
    { name: 'a line break', authorization: 'Bearer a.b.c\r\nX: y', reason: 'credential_malformed' },
    { name: 'huge', authorization: `Bearer ${'a'.repeat(8_193)}`, reason: 'credential_too_large' },
    { name: 'garbage', authorization: 'Bearer garbage', reason: 'token_malformed' },
    { name: 'two segments', authorization: 'Bearer e30.e30', reason: 'token_malformed' },
    { name: 'five segments', authorization: 'Bearer e30.e30.e30.e30.e30', reason: 'token_malformed' },
    { name: 'empty objects', authorization: 'Bearer e30.e30.e30', reason: 'token_malformed' },
    { name: 'JSON arrays', authorization: 'Bearer W10.W10.W10', reason: 'token_malformed' },
  ])('$name', async ({ authorization, reason }) => {
    expect(await harness.call(authorization)).toMatchObject({ isAuthorized: false, context: { reason } });
    expect(harness.issuer.requests).toEqual([]);
  });

  it('takes the scheme in any case and more than one space', async () => {
    const token = (await bearer()).slice('Bearer '.length);
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
      expect((await harness.call(`${scheme} ${token}`)).isAuthorized).toBe(true);
    }
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
    { name: 'scope as a list', claims: { scope: ['read'] }, reason: 'token_malformed' },
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

describe('challenge mode', () => {
  beforeEach(async () => {
    harness = await createHarness({ challenge: 'genuine' });
  });

  it.each([
    { name: 'lacking a scope', claims: { scope: 'write' }, reason: 'insufficient_scope', missing: 'read' },
    { name: 'expired', claims: { exp: startSeconds - 1 }, reason: 'token_expired', missing: undefined },
  ])('lets a genuine token pass with its denial: $name', async ({ claims, reason, missing }) => {
    const { isAuthorized, context } = await harness.call(await bearer(claims));
    expect(isAuthorized).toBe(true);
    expect(context).toMatchObject({ decision: 'deny', reason, routeKey: 'GET /things' });
    expect(context['missing']).toBe(missing);
  });

  it.each([
    { name: 'forged', header: { kid: 'key-2' }, claims: {} },
    { name: 'for somebody else', header: {}, claims: { aud: 'other' } },
    { name: 'expired and for somebody else', header: {}, claims: { aud: 'other', exp: startSeconds - 1 } },
    { name: 'not yet valid', header: {}, claims: { nbf: startSeconds + 120 } },
  ])('stops at the gateway what is $name', async ({ header, claims }) => {
    expect((await harness.call(await bearer(claims, header))).isAuthorized).toBe(false);
  });

  it('stops a bearer token on a route for signed requests', async () => {
    expect((await harness.call(await bearer({ scope: 'admin' }), 'POST /purge')).isAuthorized).toBe(false);
  });
});

describe('Cognito', () => {
  const pool = 'us-east-1_AbCdEfGhI';
  const issuers = () =>
    parseIssuers(
      JSON.stringify([
        { preset: 'cognito', userPoolId: pool, resourceServer: 'things', clients: { app: { tenant: 'acme' } } },
      ]),
    );
  const claims = {
    token_use: 'access',
    client_id: 'app',
    sub: 'app',
    scope: 'things/read openid other/write things/ read',
    exp: startSeconds + 60,
    iat: startSeconds,
    auth_time: startSeconds,
    version: 2,
    jti: 'j',
  };

  it.each(['cognito-idp', 'issuer-cognito-idp'])(
    'knows the issuer string of %s and strips exactly its prefix',
    async (service) => {
      const issuer = await createTestIssuer({ issuer: `https://${service}.us-east-1.amazonaws.com/${pool}` });
      harness = await createHarness({ issuer, issuers });
      const answer = await harness.call(`Bearer ${await issuer.token(claims)}`);
      expect(answer).toMatchObject({ isAuthorized: true, context: { scopes: 'read', tenant: 'acme' } });
    },
  );

  it.each([
    { name: 'an ID token', changed: { token_use: 'id', aud: 'app' }, reason: 'token_type_wrong' },
    { name: 'a client that is not ours', changed: { client_id: 'other' }, reason: 'audience_wrong' },
    { name: 'no client', changed: { client_id: undefined }, reason: 'audience_wrong' },
    { name: 'a scope without the prefix', changed: { scope: 'read' }, reason: 'insufficient_scope' },
  ])('refuses $name', async ({ changed, reason }) => {
    const issuer = await createTestIssuer({ issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool}` });
    harness = await createHarness({ issuer, issuers });
    const answer = await harness.call(`Bearer ${await issuer.token({ ...claims, ...changed })}`);
    expect(answer).toMatchObject({ isAuthorized: false, context: { reason } });
  });
});

describe('what is written', () => {
  it('is one line per decision, with what an operator asks for', async () => {
    await harness.call(await bearer());
    expect(harness.lines).toHaveLength(1);
    const { _aws, apiId, Decisions, function_request_id: requestId, ...written } = harness.audit();
    expect([apiId, Decisions, requestId]).toEqual(['api1234567', 1, expect.any(String)]);
    expect(_aws).toMatchObject({ CloudWatchMetrics: [{ Dimensions: [['apiId', 'service', 'reason']] }] });
    expect(written).toEqual({
      level: 'INFO',
      message: 'authorization decision',
      timestamp: '2026-01-01T00:00:00.000Z',
      service: 'scopegate-authorizer',
      decision: 'allow',
      reason: 'allowed',
      decisionId: expect.any(String),
      routeKey: 'GET /things',
      scopesRequired: 'read',
      issuer: 'https://issuer.example',
      tokenDigest: expect.stringMatching(/^[0-9a-f]{12}$/),
      subject: 'user-1',
      clientId: 'app',
      scopesGranted: 'read',
      keyId: 'key-1',
      durationMs: expect.any(Number),
    });
  });

  it('tells nothing of an unverified token but its digest', async () => {
    await harness.call(
      await bearer({ iss: 'https://evil.example', sub: 'unverified-subject' }, { kid: 'unverified-key' }),
    );
    expect(harness.audit()).toMatchObject({ decision: 'deny', reason: 'issuer_unknown' });
    expect(harness.lines.join()).not.toMatch(/evil|unverified/);
  });

  it('holds no piece of any token', async () => {
    harness = await createHarness({ trace: true, challenge: 'genuine' });
    const tokens = [
      await bearer(),
      await bearer({ scope: 'write' }),
      await bearer({ aud: 'x' }),
      await bearer({}, { kid: 'key-9' }),
      'Bearer aGFsZmhhbGY.aGFsZmhhbGY.aGFsZmhhbGY',
    ];
    for (const token of tokens) await harness.call(token);
    harness.issuer.takeDown();
    harness.advance(4 * 3_600);
    await expect(harness.call(tokens[0])).rejects.toThrow();
    const written = harness.lines.join('\n');
    for (const token of tokens) {
      for (const segment of token.slice('Bearer '.length).split('.')) {
        for (let at = 0; at + 8 <= segment.length; at += 1) expect(written).not.toContain(segment.slice(at, at + 8));
      }
    }
  });

  it('has one trace line per step when asked for', async () => {
    harness = await createHarness({ trace: true });
    await harness.call(await bearer({ scope: 'write' }));
    const steps = harness.lines.slice(0, -1).map((line) => JSON.parse(line));
    expect(steps).toMatchObject([
      { scopegateTrace: 1, component: 'authorizer', step: 'credential', outcome: 'ok' },
      { step: 'verify', outcome: 'ok', detail: { scopesGranted: 'write' } },
      { step: 'decide', outcome: 'deny', reason: 'insufficient_scope' },
    ]);
  });
});
