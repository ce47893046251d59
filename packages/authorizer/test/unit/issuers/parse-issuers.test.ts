import { describe, expect, it } from '@jest/globals';
import { encodeContext } from '@scopegate/contract/decision';
import { defineIssuers, parseIssuers } from '../../../src/index.ts';

const cognito = {
  preset: 'cognito',
  userPoolId: 'eu-central-1_AbCdEfGhI',
  resourceServer: 'orders',
  clients: { app: {} },
};
const oidc = { preset: 'oidc', issuer: 'https://issuer.example', audience: ['orders'] };

const tenantId = '11111111-2222-3333-4444-555555555555';
const auth0 = { preset: 'auth0', domain: 'example.eu.auth0.com', audience: ['orders'] };
const entra = { preset: 'entra', tenantId, tokenVersion: 'v2', audience: ['orders'] };
const okta = { preset: 'okta', issuer: 'https://example.okta.com/oauth2/default', audience: ['orders'] };
const keycloak = { preset: 'keycloak', issuer: 'https://id.example/realms/shop', audience: ['orders'] };

describe('every preset', () => {
  it.each([cognito, auth0, entra, okta, keycloak, oidc])('$preset takes what all can be told', (settings) => {
    const shared = { requiredClaims: ['plan'], expiryToleranceSeconds: 60, clockToleranceSeconds: 0 };
    const claims = { org: 'https://example.com/org', groups: 'cognito:groups' };
    for (const issuer of parseIssuers(JSON.stringify([{ ...settings, ...shared, claims }])))
      expect(issuer).toMatchObject({ ...shared, claims });
    for (const issuer of parseIssuers(JSON.stringify([{ ...settings, claims: ['plan'] }])))
      expect(issuer.claims).toEqual({ plan: 'plan' });
    for (const issuer of parseIssuers(JSON.stringify([settings])))
      expect(issuer).toMatchObject({
        claims: {},
        requiredClaims: [],
        expiryToleranceSeconds: 0,
        clockToleranceSeconds: 60,
      });
  });

  it.each([auth0, entra, okta, keycloak, oidc])(
    '$preset accepts RS256, ES256 and EdDSA, or what it is told',
    (settings) => {
      const algorithmsOf = (more: object) =>
        parseIssuers(JSON.stringify([{ ...settings, ...more }])).map(({ algorithms }) => algorithms);
      expect(algorithmsOf({})).toEqual([['RS256', 'ES256', 'EdDSA']]);
      expect(algorithmsOf({ algorithms: ['ES384'] })).toEqual([['ES384']]);
    },
  );

  it.each([cognito, auth0, entra, okta, keycloak, oidc])(
    '$preset refuses what none can be told, all at once',
    (settings) => {
      const wrong = {
        claims: ['tenant'],
        requiredClaims: [1],
        expiryToleranceSeconds: 61,
        clockToleranceSeconds: '5',
        x: 1,
      };
      expect(() => parseIssuers(JSON.stringify([{ ...settings, ...wrong }]))).toThrow(
        /\.x: given 1[\s\S]*\.claims: given "tenant"[\s\S]*\.requiredClaims[\s\S]*\.expiryToleranceSeconds: given 61, allowed: 0 to 60 seconds[\s\S]*\.clockToleranceSeconds: given "5"/,
      );
    },
  );

  it('refuses claims under the names of the context', () => {
    const principal = {
      ...{
        issuer: 'i',
        subject: 's',
        clientId: 'c',
        scopes: [],
        validUntil: 1,
        issuedAt: 1,
        tokenId: 't',
        tenant: 'a',
      },
      claims: {},
    };
    const decision = { outcome: 'deny', reason: 'insufficient_scope', missing: ['x'] } as const;
    for (const name of Object.keys(encodeContext({ decision, principal, routeKey: 'r', decisionId: 'd' })))
      expect(() => parseIssuers(JSON.stringify([{ ...oidc, claims: [name] }]))).toThrow(`.claims: given "${name}"`);
  });
});

describe('defineIssuers', () => {
  it('takes the same settings in code', () => {
    const [issuer] = defineIssuers([{ preset: 'auth0', domain: 'example.eu.auth0.com', audience: ['orders'] }]);
    expect(issuer).toMatchObject({ issuer: 'https://example.eu.auth0.com/', clientClaim: 'azp' });
  });

  it('names its argument where it finds fault', () => {
    expect(() => defineIssuers([])).toThrow('issuers: given [], allowed: at least one issuer');
    expect(() => defineIssuers([{ preset: 'oidc', issuer: 'https://i.example', audience: [] }])).toThrow(
      'issuers[0].audience: given [], allowed: at least one audience',
    );
  });
});

describe('parseIssuers', () => {
  it('makes two issuers of a user pool, for its two exact strings', () => {
    expect(parseIssuers(JSON.stringify([cognito, oidc])).map(({ issuer, jwksUri }) => ({ issuer, jwksUri }))).toEqual([
      {
        issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
        jwksUri: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI/.well-known/jwks.json',
      },
      {
        issuer: 'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
        jwksUri: 'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI/.well-known/jwks.json',
      },
      { issuer: 'https://issuer.example', jwksUri: 'discover' },
    ]);
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost', 'http://[::1]:1/x'])(
    'takes plain http on loopback: %s',
    (issuer) => {
      expect(parseIssuers(JSON.stringify([{ ...oidc, issuer }]))).toHaveLength(1);
    },
  );

  it.each([
    { name: 'nothing', text: undefined, says: 'SCOPEGATE_ISSUERS: allowed: a JSON array' },
    { name: 'broken JSON', text: '[{"secret":"hush"', says: 'allowed: a JSON array' },
    { name: 'an object', text: '{}', says: 'allowed: a JSON array' },
    { name: 'no issuer', text: '[]', says: 'at least one issuer' },
  ])('refuses $name', ({ text, says }) => {
    expect(() => parseIssuers(text)).toThrow(says);
    expect(() => parseIssuers(text)).not.toThrow(/hush/);
  });

  it.each([
    {
      name: 'an unknown preset',
      entry: { preset: 'saml' },
      says: 'SCOPEGATE_ISSUERS[0].preset: given "saml", allowed: cognito, auth0, entra, okta, keycloak, oidc',
    },
    { name: 'a preset of every object', entry: { preset: 'constructor' }, says: '.preset: given "constructor"' },
    { name: 'an entry that is text', entry: 'cognito', says: '.preset: given nothing' },
    {
      name: 'a misspelt member',
      entry: { ...oidc, audiences: ['x'] },
      says: '.audiences: given ["x"], allowed: members',
    },
    {
      name: 'no audience',
      entry: { ...oidc, audience: [] },
      says: '.audience: given [], allowed: at least one audience',
    },
    { name: 'an audience that is text', entry: { ...oidc, audience: 'orders' }, says: '.audience: given "orders"' },
    {
      name: 'http beyond loopback',
      entry: { ...oidc, issuer: 'http://issuer.example' },
      says: '.issuer: given "http://issuer.example"',
    },
    {
      name: 'http that looks like loopback',
      entry: { ...oidc, issuer: 'http://127.0.0.1.example' },
      says: '.issuer: given',
    },
    {
      name: 'an issuer with a password',
      entry: { ...oidc, issuer: 'https://a:b@issuer.example' },
      says: '.issuer: given',
    },
    { name: 'http for keys', entry: { ...oidc, jwksUri: 'http://k.example' }, says: '.jwksUri: given' },
    { name: 'HMAC', entry: { ...oidc, algorithms: ['HS256'] }, says: '.algorithms: given ["HS256"]' },
    { name: 'no algorithm', entry: { ...oidc, algorithms: [] }, says: '.algorithms: given []' },
    { name: 'an empty scope claim', entry: { ...oidc, scopeClaim: '' }, says: '.scopeClaim: given ""' },
    {
      name: 'PS256',
      entry: { ...oidc, algorithms: ['PS256'] },
      says: '.algorithms: given ["PS256"], allowed: RS256, RS384',
    },
    { name: 'a fragment for keys', entry: { ...oidc, jwksUri: 'https://k.example/keys#x' }, says: '.jwksUri: given' },
    { name: 'a query in an issuer', entry: { ...oidc, issuer: 'https://k.example/?a=b' }, says: '.issuer: given' },
    {
      name: 'a claim under a name that no context can carry',
      entry: { ...oidc, claims: { 'a.b': 'plan' } },
      says: '.claims: given "a.b"',
    },
    {
      name: 'a claim under a name of the context',
      entry: { ...oidc, claims: { tenant: 'x' } },
      says: '.claims: given "tenant"',
    },
    { name: 'an alias of nothing', entry: { ...oidc, claims: { org: '' } }, says: '.claims.org: given ""' },
    { name: 'an alias of a list', entry: { ...oidc, claims: { org: ['a'] } }, says: '.claims.org: given ["a"]' },
    { name: 'a claim that no context can carry', entry: { ...oidc, claims: ['a.b'] }, says: '.claims: given "a.b"' },
    {
      name: 'a tenant in capitals',
      entry: { ...oidc, clients: { a: { tenant: 'ACME' } } },
      says: '.clients.a.tenant: given "ACME"',
    },
    {
      name: 'a client with another member',
      entry: { ...oidc, clients: { a: { role: 'x' } } },
      says: '.clients.a: given',
    },
    { name: 'a type that is not known', entry: { ...oidc, typ: 'JWT' }, says: '.typ: given "JWT", allowed: at+jwt' },
    {
      name: 'a negative tolerance',
      entry: { ...oidc, clockToleranceSeconds: -1 },
      says: '.clockToleranceSeconds: given -1',
    },
    {
      name: 'Auth0 by an address',
      entry: { ...auth0, domain: 'https://a.auth0.com/' },
      says: '.domain: given "https://a',
    },
    { name: 'Auth0 with a path', entry: { ...auth0, domain: 'a.auth0.com/x' }, says: '.domain: given' },
    { name: 'Auth0 in capitals', entry: { ...auth0, domain: 'A.auth0.com' }, says: '.domain: given' },
    {
      name: 'Auth0 with both scope claims',
      entry: { ...auth0, scopeClaim: ['scope', 'permissions'] },
      says: '.scopeClaim: given',
    },
    { name: 'Auth0 without audience', entry: { ...auth0, audience: undefined }, says: 'at least one audience' },
    {
      name: 'an unknown profile of Auth0',
      entry: { ...auth0, profile: 'x' },
      says: '.profile: given "x", allowed: auth0, rfc9068',
    },
    { name: 'Entra of any tenant', entry: { ...entra, tenantId: 'common' }, says: '.tenantId: given "common"' },
    { name: 'Entra by a domain', entry: { ...entra, tenantId: 'example.onmicrosoft.com' }, says: '.tenantId: given' },
    {
      name: 'Entra without a version',
      entry: { ...entra, tokenVersion: undefined },
      says: '.tokenVersion: given nothing, allowed: v1, v2',
    },
    {
      name: 'Entra with another scope claim',
      entry: { ...entra, scopeClaim: 'scope' },
      says: '.scopeClaim: given "scope", allowed: scp, roles, groups',
    },
    {
      name: 'the org server of Okta',
      entry: { ...okta, issuer: 'https://example.okta.com' },
      says: 'custom authorization server',
    },
    { name: 'Okta with a slash more', entry: { ...okta, issuer: `${okta.issuer}/` }, says: '.issuer: given' },
    {
      name: 'Keycloak without realm',
      entry: { ...keycloak, issuer: 'https://id.example' },
      says: 'the issuer of a realm',
    },
    {
      name: 'a scope claim that no pool has',
      entry: { ...cognito, scopeClaim: 'groups' },
      says: '.scopeClaim: given "groups", allowed: scope, cognito:groups',
    },
    { name: 'a pool without clients', entry: { ...cognito, clients: {} }, says: 'at least one client ID' },
    { name: 'a pool ID of no region', entry: { ...cognito, userPoolId: 'x' }, says: '.userPoolId: given "x"' },
    {
      name: 'a pool without resource server',
      entry: { ...cognito, resourceServer: '' },
      says: '.resourceServer: given ""',
    },
  ])('refuses $name', ({ entry, says }) => {
    expect(() => parseIssuers(JSON.stringify([entry]))).toThrow(says);
  });

  it('tells all faults at once, duplicates too', () => {
    const text = JSON.stringify([oidc, { ...oidc, audience: [], algorithms: ['none'] }]);
    expect(() => parseIssuers(text)).toThrow(
      /\[1\]\.audience[\s\S]*\[1\]\.algorithms[\s\S]*given "https:\/\/issuer\.example", allowed: each issuer once/,
    );
  });
});
