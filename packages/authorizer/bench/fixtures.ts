import { createPublicKey, type KeyObject } from 'node:crypto';
import { type AccessTable, grantedScopes } from '@scopegate/contract/decision';
import { authorizerEvent, createTestIssuer, type TestIssuer } from '@scopegate/testing';
import type { AuthorizerEvent, DecisionOptions } from '../src/index.ts';
import { parseIssuers } from '../src/index.ts';

export const routeKey = 'GET /things/{id}';
export const audience = 'things';
const catalogue = { read: ['read'], write: ['write'] };

/** An issuer in memory, and tokens as large as those of the common providers: about 800 bytes of claims. */
export interface Fixtures {
  readonly issuer: TestIssuer;
  readonly publicKey: KeyObject;
  readonly tokens: readonly string[];
}

export function createFixtures(count: number): Fixtures {
  const issuer = createTestIssuer();
  const [key] = issuer.keys;
  if (key === undefined) throw new Error('unreachable: an issuer has a key');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const tokens = Array.from({ length: count }, (_, at) =>
    issuer.token({
      aud: audience,
      sub: `user-${at}`,
      client_id: 'app',
      // RFC 9068 §2.2 asks for one, and all issuers but Auth0 send it.
      jti: `11111111-2222-3333-4444-${String(at).padStart(12, '0')}`,
      scope: 'read',
      exp,
      iat: exp - 3_600,
      filler: 'x'.repeat(550),
    }),
  );
  return { issuer, publicKey: createPublicKey({ key: key.jwk, format: 'jwk' }), tokens };
}

/** A table of so many routes. */
export const tableOf = (routes: number): AccessTable => ({
  version: 1,
  scopes: Object.fromEntries(Object.entries(catalogue).map(([name]) => [name, [...grantedScopes(catalogue, [name])]])),
  routes: Object.fromEntries(
    [routeKey, ...Array.from({ length: routes - 1 }, (_, at) => `GET /others/${at}`)].map((key) => [
      key,
      { rule: { kind: 'scopes', anyOf: [['read']] }, challenge: 'none' },
    ]),
  ),
});

export const optionsOf = ({ issuer }: Fixtures, table = tableOf(10)): DecisionOptions => ({
  table,
  issuers: parseIssuers(JSON.stringify([{ preset: 'oidc', issuer: issuer.issuer, audience: [audience] }])),
  fetchJson: (url) => issuer.fetchJson(url),
});

/** A header as the runtime hands it over: a string that nobody has hashed yet. */
export const fresh = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

export const eventOf = (token: string): AuthorizerEvent =>
  authorizerEvent(routeKey, fresh(`Bearer ${token}`)) as unknown as AuthorizerEvent;
