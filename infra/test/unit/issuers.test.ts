import { describe, expect, it } from '@jest/globals';
import { parseIssuers } from '@scopegate/authorizer';
import { type Issuer, Issuers } from '@scopegate/cdk';
import { App, Stack } from 'aws-cdk-lib';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { runDirectory } from '../../../scripts/testing/made-once.ts';

const parse = (...issuers: Issuer[]) => parseIssuers(JSON.stringify(issuers.map(({ entry }) => entry)));

const tenantId = '6f2a1c1e-0f6b-4f0e-9a3c-2f4f3a1d5b77';
const limits = {
  claims: ['plan', 'a_1'],
  requiredClaims: ['jti'],
  expiryToleranceSeconds: 60,
  clockToleranceSeconds: 0,
};
const shared = {
  ...limits,
  audience: ['shop'],
  clients: { app: { tenant: 'acme' }, other: {} },
  algorithms: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
} as const;

function pool(): Issuer {
  const stack = new Stack(new App({ outdir: runDirectory() }));
  return Issuers.cognito({
    ...limits,
    userPool: UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_AbCdEfGhI'),
    resourceServer: 'shop',
    clients: [{ client: UserPoolClient.fromUserPoolClientId(stack, 'App', 'app'), tenant: 'acme' }],
  });
}

const rows: { name: string; issuer: Issuer }[] = [
  { name: 'cognito', issuer: pool() },
  { name: 'auth0', issuer: Issuers.auth0({ ...shared, domain: 'example.eu.auth0.com' }) },
  {
    name: 'auth0 with every choice',
    issuer: Issuers.auth0({ ...shared, domain: 'id.example.com', profile: 'rfc9068', scopeClaim: 'permissions' }),
  },
  { name: 'entra v1', issuer: Issuers.entra({ ...shared, tenantId, tokenVersion: 'v1' }) },
  { name: 'entra v2', issuer: Issuers.entra({ ...shared, tenantId, tokenVersion: 'v2', scopeClaim: 'roles' }) },
  {
    name: 'entra by groups',
    issuer: Issuers.entra({
      ...shared,
      tenantId,
      tokenVersion: 'v2',
      scopeClaim: 'groups',
      applicationIdUri: 'api://orders',
    }),
  },
  { name: 'okta', issuer: Issuers.okta({ ...shared, issuer: 'https://example.okta.com/oauth2/default' }) },
  {
    name: 'keycloak',
    issuer: Issuers.keycloak({ ...shared, issuer: 'https://id.example.com/realms/shop', typ: 'at+jwt' }),
  },
  {
    name: 'oidc',
    issuer: Issuers.oidc({
      ...shared,
      issuer: 'https://id.example.com/',
      jwksUri: 'https://keys.example.com/jwks?appid=1',
      scopeClaim: 'https://example.com/groups',
      clientClaim: 'azp',
      typ: 'at+jwt',
    }),
  },
];

describe("the construct's issuers", () => {
  it.each(rows)('$name: start the authorizer, with the issuer strings that handlers trust', ({ issuer }) => {
    expect(issuer.faults).toEqual([]);
    const parsed = parse(issuer);
    expect(parsed.map((one) => one.issuer)).toEqual(issuer.trusted);
    const claims = Object.fromEntries(limits.claims.map((name) => [name, name]));
    for (const one of parsed) expect(one).toMatchObject({ ...limits, claims });
  });

  const oidc = { issuer: 'https://id.example.com', audience: ['shop'] };
  const bad = (options: object): Issuer => Issuers.oidc({ ...oidc, ...options });
  const contextNames =
    'contextVersion decision reason routeKey decisionId issuer subject scopes validUntil clientId issuedAt tokenId tenant missing';
  it.each([
    ...contextNames.split(' ').map((name) => ({ what: `claim ${name}`, issuer: bad({ claims: [name] }) })),
    { what: 'a claim with a dash', issuer: bad({ claims: ['a-b'] }) },
    { what: 'an empty required claim', issuer: bad({ requiredClaims: [''] }) },
    { what: 'no audience', issuer: bad({ audience: [] }) },
    { what: 'an empty audience', issuer: bad({ audience: [''] }) },
    { what: '61 seconds', issuer: bad({ expiryToleranceSeconds: 61 }) },
    { what: 'less than no seconds', issuer: bad({ clockToleranceSeconds: -1 }) },
    { what: 'no algorithm', issuer: bad({ algorithms: [] }) },
    { what: 'an HMAC', issuer: bad({ algorithms: ['RS256', 'HS256'] }) },
    { what: 'an algorithm twice', issuer: bad({ algorithms: ['RS256', 'RS256'] }) },
    { what: 'another typ', issuer: bad({ typ: 'JWT' }) },
    { what: 'an empty scope claim', issuer: bad({ scopeClaim: '' }) },
    { what: 'an empty client claim', issuer: bad({ clientClaim: '' }) },
    { what: 'an unknown setting', issuer: bad({ tokenType: 'at+jwt' }) },
    { what: 'a tenant in capitals', issuer: bad({ clients: { app: { tenant: 'A' } } }) },
    { what: 'an unknown setting of a client', issuer: bad({ clients: { app: { scope: 'a' } } }) },
    { what: 'plain http', issuer: bad({ issuer: 'http://id.example.com' }) },
    { what: 'keys with a fragment', issuer: bad({ jwksUri: 'https://id.example.com/keys#a' }) },
    { what: 'a claim under no name', issuer: bad({ claims: { 'a:b': 'a:b' } }) },
    { what: 'an alias of no claim', issuer: bad({ claims: { org: '' } }) },
    { what: 'a domain with a scheme', issuer: Issuers.auth0({ ...shared, domain: 'https://a.example' }) },
    { what: 'a domain in capitals', issuer: Issuers.auth0({ ...shared, domain: 'A.example' }) },
    { what: 'all tenants', issuer: Issuers.entra({ ...shared, tenantId: 'common', tokenVersion: 'v2' }) },
    {
      what: 'a tenant in capitals',
      issuer: Issuers.entra({ ...shared, tenantId: tenantId.toUpperCase(), tokenVersion: 'v2' }),
    },
    { what: 'an org server', issuer: Issuers.okta({ ...shared, issuer: 'https://example.okta.com' }) },
    { what: 'no realm', issuer: Issuers.keycloak({ ...shared, issuer: 'https://id.example.com' }) },
  ])('are refused at synth where the authorizer would not start: $what', ({ issuer }) => {
    expect(issuer.faults).toHaveLength(1);
    expect(() => parse(issuer)).toThrow('misconfigured');
  });
});
