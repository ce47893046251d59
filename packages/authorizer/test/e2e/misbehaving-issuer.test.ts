import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import {
  authorizerEvent,
  lambdaContext,
  type MisbehavingIssuer,
  type Misbehaviour,
  startMisbehavingIssuer,
} from '@scopegate/testing';
import { type Authorizer, createAuthorizer, defineIssuers, KeysUnavailableError } from '../../src/index.ts';
import { fetchJson } from '../../src/keys/fetch-json.ts';
import { fetchKeys } from '../../src/keys/locate-keys.ts';
import { createTokenVerifier } from '../../src/token/token-verifier.ts';
import { api, startSeconds } from '../harness.ts';

let issuer: MisbehavingIssuer;
let authorizer: Authorizer;
let now: number;

const issuers = () => defineIssuers([{ preset: 'oidc', issuer: issuer.issuer, audience: ['things'] }]);
const token = (header?: Record<string, unknown>) =>
  issuer.token({ aud: 'things', sub: 'user-1', scope: 'read', exp: startSeconds + 86_400 }, header);
const call = (credential = token()) =>
  authorizer(authorizerEvent('GET /things', `Bearer ${credential}`) as never, lambdaContext());

beforeEach(async () => {
  issuer = await startMisbehavingIssuer();
  now = startSeconds;
  authorizer = createAuthorizer({
    table: accessTable(api, () => 'none'),
    issuers: issuers(),
    now: () => now * 1_000,
    write: () => {},
  });
});
afterEach(() => issuer.close());

describe('over real HTTP', () => {
  it.each<{ as: Misbehaviour; says: RegExp }>([
    { as: 'down', says: /socket hang up|ECONNRESET/ },
    { as: 'slow', says: /no answer within 1500 ms/ },
    { as: 'trickling', says: /no answer within 1500 ms/ },
    { as: 'huge', says: /more than 150000 bytes/ },
    { as: 'html', says: /not JSON/ },
    { as: 'not-found', says: /status 404/ },
    { as: 'error', says: /status 500/ },
    { as: 'redirect', says: /status 302/ },
    { as: 'wrong-issuer', says: /of another issuer/ },
    { as: 'insecure-keys', says: /not an https URL/ },
    { as: 'not-a-set', says: /not a JWKS/ },
  ])(
    'an issuer that misbehaves ($as) is an error, never a decision; once well it is trusted again',
    async ({ as, says }) => {
      issuer.behave(as);
      const refused = await call().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(KeysUnavailableError);
      expect((refused as Error).message).toMatch(says);
      issuer.behave('well');
      now += 1;
      expect((await call()).isAuthorized).toBe(true);
    },
  );

  it.each<{ as: Misbehaviour; reason: string }>([
    { as: 'empty', reason: 'key_unknown' },
    { as: 'weak-keys', reason: 'key_unknown' },
    { as: 'duplicate-kid', reason: 'signature_invalid' },
  ])('an issuer that publishes no usable key ($as) lets nobody in', async ({ as, reason }) => {
    issuer.behave(as);
    expect(await call()).toMatchObject({ isAuthorized: false, context: { reason } });
  });

  it('finds the right key among many that cannot be used, and tells of those once', async () => {
    issuer.behave('cluttered');
    expect((await call()).isAuthorized).toBe(true);
    const lines: string[] = [];
    const options = { issuers: issuers(), catalogue: {}, fetchJson, now: () => now * 1_000 };
    const verifier = createTokenVerifier({ ...options, write: (line) => lines.push(line) });
    await verifier.verify(token());
    now += 3_600;
    await verifier.verify(token());
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'WARN', issuer: issuer.issuer, ignoredCount: 7 });
    const [known] = issuers();
    expect((await fetchKeys(known!, fetchJson)).keys.map(({ kid }) => kid)).toEqual(['key-1']);
  });

  it('follows a rotation after the cool-down, and lets the old key go', async () => {
    const old = token();
    expect((await call(old)).isAuthorized).toBe(true);
    issuer.rotate();
    expect(await call()).toMatchObject({ context: { reason: 'key_unknown' } });
    now += 30;
    expect((await call()).isAuthorized).toBe(true);
    expect(await call(old)).toMatchObject({ isAuthorized: false, context: { reason: 'key_unknown' } });
  });

  it('keeps serving known keys for four hours while the issuer is down', async () => {
    const good = token();
    await call(good);
    issuer.behave('down');
    now += 4 * 3_600 - 1;
    expect((await call(good)).isAuthorized).toBe(true);
    now += 1;
    await expect(call(good)).rejects.toBeInstanceOf(KeysUnavailableError);
  });
});
