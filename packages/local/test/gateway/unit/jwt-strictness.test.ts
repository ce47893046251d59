import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../../src/gateway/index.ts';
import { fixture, jwtRoute, startAt } from './support.ts';

// Tokens that are signed by the issuer's key, and written in a way that parsers read differently.

const issuer = 'https://issuer.example';
const now = startAt / 1_000;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kty: 'RSA' as const, kid: 'k1' };

const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');
const good = { iss: issuer, aud: 'orders', exp: now + 60, iat: now, sub: 'u1' };
const goodText = JSON.stringify(good);
const goodHeader = { alg: 'RS256', kid: 'k1' };
/** The good claims with a member in JSON text, which may be one that `JSON.stringify` does not write. */
const withMember = (text: string): string => `${goodText.slice(0, -1)},${text}}`;
const withTime = (name: 'exp' | 'nbf' | 'iat', text: string): string => {
  const { [name as 'exp']: _replaced, ...rest } = good;
  return `${JSON.stringify(rest).slice(0, -1)},"${name}":${text}}`;
};

interface Written {
  readonly header?: string;
  readonly payload?: string | Uint8Array;
  /** Changes the segments before they are signed. */
  readonly before?: (segment: string) => string;
  /** Changes the signature's text. */
  readonly after?: (signature: string) => string;
}

function tokenOf({ header, payload, before = same, after = same }: Written): string {
  const segments = [header ?? JSON.stringify(goodHeader), payload ?? goodText].map((part) => before(base64url(part)));
  const signed = segments.join('.');
  return `${signed}.${after(base64url(sign('sha256', Buffer.from(signed), privateKey)))}`;
}

const same = (text: string): string => text;
/** The same bytes in another text: the last character has bits that no byte holds. */
const strayBits = (text: string): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.slice(-1)) + 1];
};
const padded = (text: string): string => text + '='.repeat((4 - (text.length % 4)) % 4);
const spaced = (text: string): string => `${text.slice(0, 4)} ${text.slice(4)}`;
// Three more bytes or none: so that a text of any length has stray bits or padding.
const unevenHeader = `${JSON.stringify(goodHeader)} `.padEnd(31);

async function answerTo(token: string, settings: Partial<Settings> = {}) {
  const { send, traces } = fixture({
    routes: [jwtRoute('GET /x')],
    issuerKeys: { [issuer]: { keys: [jwk] } },
    settings,
  });
  const { status, headers } = await send('GET', '/x', { headers: [['authorization', `Bearer ${token}`]] });
  expect(JSON.stringify(traces)).not.toContain(token.split('.')[2]);
  return { status, challenge: headers['www-authenticate'] };
}

const malformed = 'token is malformed';

const looseEncodings: readonly { name: string; token: Written }[] = [
  { name: 'padding in its first segments', token: { header: unevenHeader, before: padded } },
  { name: 'padding behind its signature', token: { after: padded } },
  { name: 'white space in its first segments', token: { before: spaced } },
  { name: 'white space in its signature', token: { after: spaced } },
  { name: 'stray bits in its signature', token: { after: strayBits } },
  {
    name: 'stray bits in its first segments',
    token: { header: unevenHeader, payload: `${goodText} `.padEnd(121), before: strayBits },
  },
];

const looseJson: readonly { name: string; token: Written }[] = [
  { name: 'a claim twice', token: { payload: withMember('"sub":"u2"') } },
  { name: 'a claim twice, once escaped', token: { payload: withMember('"s\\u0075b":"u2"') } },
  { name: 'a member twice in an object of a claim', token: { payload: withMember('"a":[{"b":1,"b":2}]') } },
  { name: 'a parameter of its header twice', token: { header: '{"alg":"none","kid":"k1","alg":"RS256"}' } },
  { name: 'bytes that are no UTF-8', token: { payload: Buffer.from(withMember('"name":"\xff"'), 'latin1') } },
  { name: 'a number beyond all numbers', token: { payload: withMember('"level":1e999') } },
  { name: 'a deep claim', token: { payload: withMember(`"a":${'['.repeat(80)}${']'.repeat(80)}`) } },
];

const critical: readonly { name: string; token: Written }[] = [
  {
    name: 'an extension that must be understood',
    token: { header: JSON.stringify({ ...goodHeader, crit: ['x'], x: 1 }) },
  },
  {
    name: 'a payload that is not encoded (RFC 7797)',
    token: { header: JSON.stringify({ ...goodHeader, crit: ['b64'], b64: false }) },
  },
  { name: 'b64 without crit', token: { header: JSON.stringify({ ...goodHeader, b64: false }) } },
];

const oddTimes: readonly { name: string; payload: string; says: string; set?: Partial<Settings> }[] = [
  {
    name: 'an infinite exp',
    payload: withTime('exp', '1e999'),
    says: 'the token has expired',
    set: { jwtLooseJson: 'accepted' },
  },
  {
    name: 'an infinite iat, negative',
    payload: withTime('iat', '-1e999'),
    says: 'the token was issued in the future',
    set: { jwtLooseJson: 'accepted' },
  },
  { name: 'a huge exp', payload: withTime('exp', '1e300'), says: 'the token has expired' },
  {
    name: 'an exp in milliseconds',
    payload: withTime('exp', String((now + 60) * 1_000)),
    says: 'the token has expired',
  },
  { name: 'a negative nbf', payload: withTime('nbf', '-1'), says: 'the token is not valid yet' },
  { name: 'a negative iat', payload: withTime('iat', '-1e300'), says: 'the token was issued in the future' },
];

describe('a signed token', () => {
  it('is taken in its one form', async () => {
    expect((await answerTo(tokenOf({}))).status).toBe(200);
    expect((await answerTo(tokenOf({ header: unevenHeader }))).status).toBe(200);
  });

  it.each(looseEncodings)('with $name is refused, or not where a setting says so', async ({ token }) => {
    const text = tokenOf(token);
    const refused = await answerTo(text);
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining(malformed)]);
    expect((await answerTo(text, { jwtLooseEncoding: 'accepted' })).status).toBe(200);
  });

  it.each(looseJson)('with $name is refused, or not where a setting says so', async ({ token }) => {
    const text = tokenOf(token);
    const refused = await answerTo(text);
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining(malformed)]);
    expect((await answerTo(text, { jwtLooseJson: 'accepted' })).status).toBe(200);
  });

  it.each(critical)('with $name is refused, or not where a setting says so', async ({ token }) => {
    const text = tokenOf(token);
    const refused = await answerTo(text);
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining(malformed)]);
    expect((await answerTo(text, { jwtCriticalHeaders: 'ignored' })).status).toBe(200);
  });

  it.each(oddTimes)('with $name is refused, or not where a setting says so', async ({ payload, says, set = {} }) => {
    const text = tokenOf({ payload });
    const refused = await answerTo(text, set);
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining(says)]);
    expect((await answerTo(text, { ...set, jwtOddTimes: 'accepted' })).status).toBe(200);
  });

  it('with an infinite exp is refused as malformed before its time is looked at', async () => {
    expect((await answerTo(tokenOf({ payload: withTime('exp', '1e999') }))).challenge).toContain(malformed);
  });

  const allAccepted: Partial<Settings> = {
    jwtLooseEncoding: 'accepted',
    jwtLooseJson: 'accepted',
    jwtCriticalHeaders: 'ignored',
    jwtOddTimes: 'accepted',
  };
  it.each<{ name: string; token: Written; says: string }>([
    { name: 'a byte order mark', token: { payload: `\ufeff${goodText}` }, says: malformed },
    {
      name: 'a byte order mark in its header',
      token: { header: `\ufeff${JSON.stringify(goodHeader)}` },
      says: malformed,
    },
    { name: 'a list as header', token: { header: '["RS256"]' }, says: malformed },
    { name: 'a text as payload', token: { payload: '"text"' }, says: malformed },
    { name: 'null as payload', token: { payload: 'null' }, says: malformed },
    { name: 'a payload elsewhere (RFC 7515, appendix F)', token: { payload: '' }, says: malformed },
    { name: 'no algorithm', token: { header: '{"kid":"k1"}' }, says: malformed },
    { name: 'a list as algorithm', token: { header: '{"alg":["RS256"],"kid":"k1"}' }, says: malformed },
    { name: 'a number as key id', token: { header: '{"alg":"RS256","kid":1}' }, says: 'unable to find the key' },
    { name: 'exp as text', token: { payload: withTime('exp', `"${now + 60}"`) }, says: 'the token has expired' },
    { name: 'exp as null', token: { payload: withTime('exp', 'null') }, says: 'the token has expired' },
    { name: 'exp in a list', token: { payload: withTime('exp', `[${now + 60}]`) }, says: 'the token has expired' },
    { name: 'nbf as text', token: { payload: withTime('nbf', '"0"') }, says: 'the token is not valid yet' },
    { name: 'iat as true', token: { payload: withTime('iat', 'true') }, says: 'the token was issued in the future' },
    { name: 'a negative exp', token: { payload: withTime('exp', '-1') }, says: 'the token has expired' },
    { name: 'another signature', token: { after: (text) => `AAAA${text.slice(4)}` }, says: 'signature is invalid' },
    {
      name: 'the other alphabet in its signature',
      token: { after: (text) => `+/${text.slice(2)}` },
      says: 'signature is invalid',
    },
    {
      name: 'a crit that is no list',
      token: { header: JSON.stringify({ ...goodHeader, crit: 'x' }) },
      says: 'signature is invalid',
    },
  ])('with $name is refused whatever the settings say', async ({ token, says }) => {
    const refused = await answerTo(tokenOf(token), allAccepted);
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining(says)]);
  });
});

describe('an unknown key id', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** An issuer whose answers can be held back and broken. */
  async function issuerOnLoopback() {
    const state = { asked: 0, down: false, held: undefined as Promise<void> | undefined };
    const server = createServer(async (request, response) => {
      const isDiscovery = request.url?.endsWith('configuration');
      if (!isDiscovery) state.asked += 1;
      await state.held;
      if (state.down) return void response.writeHead(503).end();
      response.end(JSON.stringify(isDiscovery ? { issuer: base, jwks_uri: `${base}/keys` } : { keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    closing.push(() => server.close().closeAllConnections());
    return { base, state };
  }

  async function gatewayFor(settings: Partial<Settings> = {}) {
    const { base, state } = await issuerOnLoopback();
    const { send, clock } = fixture({ routes: [jwtRoute('GET /x', [], { issuer: base })], settings });
    const statusOf = async (kid: string) => {
      const payload = JSON.stringify({ ...good, iss: base, exp: now + 1_000_000 });
      const token = tokenOf({ header: JSON.stringify({ ...goodHeader, kid }), payload });
      return (await send('GET', '/x', { headers: [['authorization', `Bearer ${token}`]] })).status;
    };
    return { state, clock, statusOf };
  }

  it('makes the keys be fetched once in 30 seconds of the clock, however many there are', async () => {
    const { state, clock, statusOf } = await gatewayFor();
    expect(await statusOf('k1')).toBe(200);
    for (let at = 0; at < 20; at += 1) expect(await statusOf(`unknown-${at}`)).toBe(401);
    expect(state.asked).toBe(2);
    clock.advance(29_999);
    await statusOf('unknown');
    expect(state.asked).toBe(2);
    clock.advance(1);
    await statusOf('unknown');
    expect(state.asked).toBe(3);
  });

  it('waits as long as a setting says', async () => {
    const { state, clock, statusOf } = await gatewayFor({ jwtRefetchSeconds: 2 });
    await statusOf('k1');
    await statusOf('unknown');
    clock.advance(2_000);
    await statusOf('unknown');
    expect(state.asked).toBe(3);
  });

  it('has one fetch under way, whatever the setting', async () => {
    const { state, statusOf } = await gatewayFor({ jwtRefetchSeconds: 0 });
    await statusOf('k1');
    let release = (): void => {};
    state.held = new Promise((resolve) => {
      release = resolve;
    });
    const answers = Promise.all(['a', 'b', 'c'].map(statusOf));
    const later = answers.then(() => state.asked);
    setImmediate(release);
    expect(await answers).toEqual([401, 401, 401]);
    expect(await later).toBe(2);
  });

  it('does not cost the keys that are there when the issuer is down, and is no refusal then', async () => {
    const { state, clock, statusOf } = await gatewayFor();
    expect(await statusOf('k1')).toBe(200);
    state.down = true;
    expect(await statusOf('unknown')).toBe(500);
    expect(await statusOf('k1')).toBe(200);
    expect(await statusOf('unknown')).toBe(500);
    state.down = false;
    clock.advance(30_000);
    expect(await statusOf('unknown')).toBe(401);
  });

  it('waits no longer when the clock was set back', async () => {
    const { state, clock, statusOf } = await gatewayFor();
    await statusOf('k1');
    await statusOf('unknown');
    clock.advance(-3_600_000);
    await statusOf('unknown');
    expect(state.asked).toBeGreaterThan(2);
  });
});
