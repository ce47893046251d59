import { describe, expect, it } from '@jest/globals';
import type { Issuer } from '../../../src/issuers/issuer.ts';
import { readClaims } from '../../../src/token/read-claims.ts';

const now = 1_000;
const good = { aud: 'things', sub: 'user-1', exp: 2_000 };
const catalogue = { read: ['read'], admin: ['admin', 'read'] };

const issuer: Issuer = {
  issuer: 'https://issuer.example',
  jwksUri: 'discover',
  algorithms: ['RS256'],
  audience: { kind: 'audience', audiences: ['things', 'others'] },
  clientClaim: 'client_id',
  clients: undefined,
  isAccessToken: ({ typ }) => typ !== 'id',
  scopesOf: ({ scope }) => (typeof scope === 'string' ? scope.split(' ') : scope === undefined ? [] : undefined),
  tokenIdClaim: 'jti',
  requiredClaims: [],
  claims: {},
  expiryToleranceSeconds: 5,
  clockToleranceSeconds: 60,
};
const clients = new Map([
  ['app', { tenant: 'acme' }],
  ['tool', {}],
]);
const byClient = { audience: { kind: 'client' }, clients } as const;

interface Row {
  readonly name: string;
  readonly claims?: Record<string, unknown>;
  readonly settings?: Partial<Issuer>;
  readonly header?: Record<string, unknown>;
}
const read = ({ claims, settings, header = {} }: Row) =>
  readClaims(
    { ...good, ...claims },
    { token: 'e30.e30.e30', issuer: { ...issuer, ...settings }, header, catalogue, now },
  );
const principalOf = (row: Row) => {
  const result = read(row);
  return result.ok ? result.principal : result.reason;
};

const named = (...claims: string[]): Issuer['claims'] => Object.fromEntries(claims.map((name) => [name, name]));

describe('the principal', () => {
  it('has what every token says, and no more', () => {
    expect(principalOf({ name: 'least' })).toStrictEqual({
      issuer: 'https://issuer.example',
      subject: 'user-1',
      scopes: [],
      validUntil: 2_005,
      // SHA-256 of "e30.e30", which the signature covers
      tokenId: 'sig_514vG9GBsbDjKiD6k58_ioMaAmWEEdteIfO4gIL1lNY',
      claims: {},
    });
  });

  it('has what a token says beyond', () => {
    const claims = { client_id: 'app', iat: 900, nbf: 900, jti: 'id-1', scope: 'admin', email: 'a@b.example', x: 1 };
    expect(principalOf({ name: 'most', claims, settings: { clients, claims: { email: 'email' } } })).toStrictEqual({
      issuer: 'https://issuer.example',
      subject: 'user-1',
      scopes: ['admin', 'read'],
      validUntil: 2_005,
      claims: { email: 'a@b.example' },
      clientId: 'app',
      issuedAt: 900,
      tokenId: 'id-1',
      tenant: 'acme',
    });
  });

  it('has the claims that were asked for and are flat', () => {
    const claims = { a: 'text', b: '', c: 0, d: false, e: null, f: [], g: {}, h: Number.NaN, i: 'not asked for' };
    const names = named('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'missing', 'toString');
    expect(principalOf({ name: 'claims', claims, settings: { claims: names } })).toMatchObject({
      claims: { a: 'text', b: '', c: 0, d: false, f: '' },
    });
    expect(
      Object.keys((principalOf({ name: 'claims', claims, settings: { claims: names } }) as never)['claims']),
    ).toEqual(['a', 'b', 'c', 'd', 'f']);
    const inherited = Object.assign(Object.create({ email: 'a@b.example' }), good);
    const options = { token: 'e30.e30.e30', issuer: { ...issuer, claims: named('email') }, header: {}, catalogue, now };
    expect(readClaims(inherited, options)).toMatchObject({ ok: true, principal: { claims: {} } });
  });

  it('has claims under the names that were chosen, a list as one text', () => {
    const claims = { 'https://example.com/org': 'acme', 'cognito:groups': ['ops', 'dev'], 'a/b': [] };
    const names = { org: 'https://example.com/org', groups: 'cognito:groups', none: 'a/b' };
    expect(principalOf({ name: 'aliases', claims, settings: { claims: names } })).toMatchObject({
      claims: { org: 'acme', groups: 'ops dev', none: '' },
    });
  });

  it.each([['Domain Admins'], ['a', ''], ['a', 1], [['a']], ['a\tb'], [null]])(
    'is not made from a list that cannot be carried: %p',
    (...groups) => {
      const row = { name: 'list', claims: { groups } };
      expect(read({ ...row, settings: { claims: named('groups') } })).toMatchObject({ reason: 'claims_malformed' });
      expect(read(row)).toMatchObject({ ok: true });
    },
  );

  it.each<Row>([
    { name: 'one audience of several', claims: { aud: ['foreign', 'others'] } },
    { name: 'the second of ours', claims: { aud: 'others' } },
    { name: 'a known client, without audience', claims: { aud: undefined, client_id: 'tool' }, settings: byClient },
    { name: 'a known client, with audience', claims: { client_id: 'tool' }, settings: { clients } },
    { name: 'any client where none is named', claims: { client_id: 'anything' } },
    { name: 'expiry, left to the decision', claims: { exp: 1 } },
    { name: 'nbf and iat at the end of the tolerance', claims: { nbf: now + 60, iat: now + 60 } },
    { name: 'required claims', claims: { email: 'x', level: 0 }, settings: { requiredClaims: ['email', 'level'] } },
  ])('is there with $name', (row) => {
    expect(read(row)).toMatchObject({ ok: true, principal: { subject: 'user-1' } });
  });
});

describe('no principal', () => {
  it.each<Row & { readonly reason: string }>([
    { name: 'from another token', header: { typ: 'id' }, reason: 'token_type_wrong' },
    { name: 'from a bound token', claims: { cnf: { jkt: 'x' } }, reason: 'proof_required' },
    { name: 'from a token bound to nothing', claims: { cnf: undefined }, reason: 'proof_required' },
    { name: 'with a client that is a number', claims: { client_id: 1 }, reason: 'claims_malformed' },
    { name: 'with an empty client', claims: { client_id: '' }, reason: 'claims_malformed' },
    { name: 'with a foreign audience', claims: { aud: 'thing' }, reason: 'audience_wrong' },
    { name: 'with foreign audiences', claims: { aud: ['thing', 'thingss'] }, reason: 'audience_wrong' },
    { name: 'without an audience', claims: { aud: undefined }, reason: 'audience_wrong' },
    {
      name: 'with a foreign client',
      claims: { client_id: 'foreign' },
      settings: { clients },
      reason: 'audience_wrong',
    },
    { name: 'without a client where they are named', settings: { clients }, reason: 'audience_wrong' },
    {
      name: 'of a known client with a foreign audience',
      claims: { aud: 'thing', client_id: 'app' },
      settings: { clients },
      reason: 'audience_wrong',
    },
    {
      name: 'where clients count and none is named',
      claims: { client_id: 'app' },
      settings: { ...byClient, clients: undefined },
      reason: 'audience_wrong',
    },
    { name: 'without a subject', claims: { sub: undefined }, reason: 'claims_malformed' },
    { name: 'with an empty subject', claims: { sub: '' }, reason: 'claims_malformed' },
    { name: 'without expiry', claims: { exp: undefined }, reason: 'claims_malformed' },
    { name: 'with expiry in a text', claims: { exp: '2000' }, reason: 'claims_malformed' },
    { name: 'that never expires', claims: { exp: Number.POSITIVE_INFINITY }, reason: 'claims_malformed' },
    { name: 'with malformed scopes', claims: { scope: 1 }, reason: 'claims_malformed' },
    { name: 'with a token id that is a number', claims: { jti: 1 }, reason: 'claims_malformed' },
    { name: 'with an empty token id', claims: { jti: '' }, reason: 'claims_malformed' },
    { name: 'with nbf in a text', claims: { nbf: '1' }, reason: 'claims_malformed' },
    { name: 'with iat that is null', claims: { iat: null }, reason: 'claims_malformed' },
    { name: 'with nbf that is good and iat that is not', claims: { nbf: 1, iat: '1' }, reason: 'claims_malformed' },
    {
      name: 'without one of the required claims',
      claims: { email: 'x' },
      settings: { requiredClaims: ['email', 'level'] },
      reason: 'claims_malformed',
    },
    {
      name: 'with a required claim that is null',
      claims: { email: null },
      settings: { requiredClaims: ['email'] },
      reason: 'claims_malformed',
    },
    {
      name: 'with a required claim that is empty',
      claims: { email: '' },
      settings: { requiredClaims: ['email'] },
      reason: 'claims_malformed',
    },
    {
      name: 'with a required claim that every object has',
      settings: { requiredClaims: ['toString'] },
      reason: 'claims_malformed',
    },
    { name: 'before nbf', claims: { nbf: now + 61 }, reason: 'not_yet_valid' },
    { name: 'before iat', claims: { iat: now + 61 }, reason: 'not_yet_valid' },
    {
      name: 'before nbf without tolerance',
      claims: { nbf: now + 1 },
      settings: { clockToleranceSeconds: 0 },
      reason: 'not_yet_valid',
    },
  ])('$name: $reason', ({ reason, ...row }) => {
    expect(read(row)).toEqual({ ok: false, reason });
  });
});
