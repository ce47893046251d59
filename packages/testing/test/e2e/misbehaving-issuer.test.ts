import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type MisbehavingIssuer, type Misbehaviour, startMisbehavingIssuer } from '../../src/index.ts';

let issuer: MisbehavingIssuer;
beforeEach(async () => {
  issuer = await startMisbehavingIssuer();
});
afterEach(() => issuer.close());

const get = (url: string, options: RequestInit = {}) => fetch(url, { redirect: 'manual', ...options });
const keysNow = async () => ((await (await get(issuer.jwksUri)).json()) as { keys: { kid?: string }[] }).keys;

describe('startMisbehavingIssuer', () => {
  it('is a good issuer until told otherwise, and remembers what it was asked', async () => {
    const discovery = await (await get(`${issuer.issuer}/.well-known/openid-configuration`)).json();
    expect(discovery).toEqual({ issuer: issuer.issuer, jwks_uri: issuer.jwksUri });
    expect(await keysNow()).toMatchObject([{ kid: 'key-1', alg: 'RS256' }]);
    expect((await get(`${issuer.issuer}/other`)).status).toBe(404);
    expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/.well-known/jwks.json', '/other']);
  });

  it('rotates: another key is published, and signs', async () => {
    const [header = ''] = issuer.token({}).split('.');
    issuer.rotate();
    const [next = ''] = issuer.token({}).split('.');
    const kids = [header, next].map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()).kid);
    expect(kids).toEqual(['key-1', 'key-2']);
    expect(await keysNow()).toMatchObject([{ kid: 'key-2' }]);
  });

  it.each<{ as: Misbehaviour; keys: (string | undefined)[] }>([
    { as: 'empty', keys: [] },
    { as: 'duplicate-kid', keys: ['key-1', 'key-1'] },
    { as: 'weak-keys', keys: ['key-1', 'key-1', 'key-1'] },
    { as: 'cluttered', keys: [undefined, undefined, undefined, 'enc', 'weak', 'weak', 'weak', 'key-1'] },
  ])('publishes, as $as, keys $keys', async ({ as, keys }) => {
    issuer.behave(as);
    expect((await keysNow()).map((key) => key?.kid)).toEqual(keys);
  });

  it.each<{ as: Misbehaviour; status: number }>([
    { as: 'html', status: 200 },
    { as: 'not-found', status: 404 },
    { as: 'error', status: 500 },
    { as: 'redirect', status: 302 },
    { as: 'huge', status: 200 },
  ])('answers, as $as, with status $status', async ({ as, status }) => {
    issuer.behave(as);
    expect((await get(issuer.jwksUri)).status).toBe(status);
  });

  it.each<{ as: Misbehaviour }>([{ as: 'down' }, { as: 'slow' }, { as: 'trickling' }])(
    'does not answer, as $as',
    async ({ as }) => {
      issuer.behave(as);
      const patience = { signal: AbortSignal.timeout(200) };
      await expect(get(issuer.jwksUri, patience).then((response) => response.text())).rejects.toThrow();
    },
  );

  it('serves the right answer where a redirect leads', async () => {
    issuer.behave('redirect');
    expect(await (await fetch(issuer.jwksUri)).json()).toMatchObject({ keys: [{ kid: 'key-1' }] });
  });
});
