import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Sha256 } from '@aws-crypto/sha256-js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import { decodeJwt } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clientCredentialsGrant,
} from 'openid-client';
import type { Identity } from '../../../src/iam/index.ts';
import { createOAuthServer, type OAuthServer } from '../../../src/oauth/index.ts';
import { aClient, aPool } from '../../oauth/unit/pools.ts';
import { fakeClock, route, startAt } from '../unit/support.ts';
import { expectAwsShape } from './aws-shape.ts';
import { closeServed, serve } from './support.ts';

// Clients that people really use, as they come, over real sockets.

afterEach(closeServed);

const run = promisify(execFile);

const hasCurl = (() => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('fetch', () => {
  it('streams a body in chunks, keeps the connection, and gets every header', async () => {
    const served = await serve({
      routes: [route('ANY /{proxy+}')],
      handlers: {
        backend: () => ({ statusCode: 201, cookies: ['a=1', 'b=2'], headers: { Location: '/x' }, body: 'made' }),
      },
    });
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const body = new Blob(['{"a":', '1}']).stream();
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${served.url}/x`, { method, headers, body, duplex: 'half' } as RequestInit);
      expect([response.status, response.headers.get('location'), await response.text()]).toEqual([201, '/x', 'made']);
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    }
    for (const { event } of served.functions.calls) {
      expectAwsShape(event);
      expect(event['body']).toBe('{"a":1}');
    }
  });

  it('posts a form, which reaches the function as base64', async () => {
    const served = await serve({ routes: [route('POST /x')] });
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array([0, 255])]), 'a.bin');
    await fetch(`${served.url}/x`, { method: 'POST', body: form });
    await fetch(`${served.url}/x`, { method: 'POST', body: new URLSearchParams({ a: 'é' }) });
    const events = served.functions.calls.map(({ event }) => event);
    for (const event of events) expectAwsShape(event);
    expect(events.map((event) => event['isBase64Encoded'])).toEqual([true, true]);
    expect(Buffer.from(String(events[1]?.['body']), 'base64').toString()).toBe('a=%C3%A9');
  });
});

(hasCurl ? describe : describe.skip)('curl', () => {
  const curl = async (...args: string[]): Promise<string> =>
    (await run('curl', ['-sS', '--max-time', '20', ...args])).stdout;
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'scopegate-curl-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('gets, with headers and body as sent', async () => {
    const served = await serve({ routes: [route('GET /pets/{id}')], handlers: { backend: () => ({ id: 7 }) } });
    const text = await curl('-i', '-b', 'a=1; b=2', `${served.url}/pets/a%20b?q=1&q=2`);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toMatch(/\r\n\r\n\{"id":7\}$/);
    const [{ event } = { event: {} as Record<string, unknown> }] = served.functions.calls;
    expectAwsShape(event);
    expect(event).toMatchObject({
      pathParameters: { id: 'a b' },
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { q: '1,2' },
      headers: { accept: '*/*', 'user-agent': expect.stringContaining('curl/') },
    });
  });

  it('posts a large file after 100-continue', async () => {
    const served = await serve({
      routes: [route('POST /x')],
      handlers: { backend: () => ({ statusCode: 200, body: 'took it' }) },
    });
    const file = join(directory, 'large.txt');
    writeFileSync(file, 'x'.repeat(2_000_000));
    const sent = ['-H', 'Expect: 100-continue', '-H', 'Content-Type: text/plain', '--data-binary', `@${file}`];
    expect(await curl('-v', ...sent, `${served.url}/x`)).toBe('took it');
    expect(String(served.functions.calls[0]?.event['body'])).toHaveLength(2_000_000);
  });

  it.each([
    { name: '-I (HEAD)', args: ['-I'], expected: /^HTTP\/1\.1 404 [\s\S]*content-length: 23/ },
    { name: '-X DELETE', args: ['-X', 'DELETE', '-i'], expected: /404 [\s\S]*\{"message":"Not Found"\}$/ },
    { name: '-X OPTIONS', args: ['-X', 'OPTIONS', '-i'], expected: /404 [\s\S]*\{"message":"Not Found"\}$/ },
    { name: '--http1.0', args: ['--http1.0', '-i'], expected: /200 OK[\s\S]*ok$/ },
    { name: '--path-as-is', args: ['--path-as-is', '-i'], path: '/../x', expected: /404 / },
  ])('$name', async ({ args, path = '/x', expected }) => {
    const served = await serve({ routes: [route('GET /x')], handlers: { backend: () => 'ok' } });
    expect(await curl(...args, served.url + path)).toMatch(expected);
  });

  it('signs with --aws-sigv4', async () => {
    const served = await serve({ routes: [route('GET /x', { type: 'AWS_IAM' })], identities: [caller] });
    const user = `${caller.accessKeyId}:${caller.secretAccessKey}`;
    // curl signs with the machine's time, and sends a date of ours twice.
    served.clock.advance(Date.now() - startAt);
    const signed = ['--aws-sigv4', 'aws:amz:us-east-1:execute-api', '--user', user];
    expect(await curl('-w', '%{http_code}', '-o', '/dev/null', ...signed, `${served.url}/x`)).toBe('200');
    const wrong = ['--aws-sigv4', 'aws:amz:us-east-1:execute-api', '--user', `${user}x`];
    expect(await curl('-w', ' %{http_code}', ...wrong, `${served.url}/x`)).toBe('{"message":"Forbidden"} 403');
  });
});

const caller: Identity = {
  accessKeyId: 'AKIACALLER',
  secretAccessKey: 'caller-secret-caller-secret',
  userArn: 'arn:aws:iam::123456789012:user/caller',
  userId: 'AIDACALLER',
  accountId: '123456789012',
  policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] }],
};
const amzDate = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

describe('signers of AWS', () => {
  const path = '/files/a%20b?q=1&a=%2B';
  const body = '{"a":"é"}';
  const type = 'application/json';
  it.each([
    {
      name: 'aws4',
      sign: async (host: string) => {
        const headers = { 'Content-Type': type, 'X-Amz-Date': amzDate(startAt) };
        const request = { service: 'execute-api', region: 'us-east-1', method: 'POST', path, host, headers, body };
        return aws4.sign(request, caller).headers;
      },
    },
    {
      name: '@smithy/signature-v4',
      sign: async (host: string) => {
        const signer = new SignatureV4({
          credentials: caller,
          region: 'us-east-1',
          service: 'execute-api',
          sha256: Sha256,
        });
        const url = new URL(path, `http://${host}`);
        const query = Object.fromEntries(url.searchParams);
        const headers = { host, 'content-type': type };
        const request = {
          method: 'POST',
          protocol: 'http:',
          hostname: url.hostname,
          path: url.pathname,
          query,
          headers,
          body,
        };
        return (await signer.sign(request, { signingDate: new Date(startAt) })).headers;
      },
    },
  ])('$name opens an AWS_IAM route through fetch', async ({ sign }) => {
    const served = await serve({ routes: [route('POST /files/{name}', { type: 'AWS_IAM' })], identities: [caller] });
    const { host: _host, Host: _Host, 'Content-Length': _length, ...headers } = await sign(new URL(served.url).host);
    const response = await fetch(served.url + path, { method: 'POST', headers, body });
    expect([response.status, served.traces[0]?.authorizer?.reason]).toEqual([200, undefined]);
    expect(served.functions.calls[0]?.event).toMatchObject({
      body,
      requestContext: { authorizer: { iam: { userArn: caller.userArn } } },
    });
    const forged = await fetch(served.url + path, { method: 'POST', headers, body: `${body} ` });
    expect([forged.status, await forged.text()]).toEqual([403, '{"message":"Forbidden"}']);
  });
});

describe('openid-client', () => {
  const reader = aClient({ clientId: 'reader', scopes: ['orders/orders:read'], accessTokenSeconds: 900 });
  let directory: string;
  let oauth: OAuthServer;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'scopegate-openid-'));
    const userPools = [aPool({ clients: [reader] })];
    oauth = await createOAuthServer({ userPools, clock: fakeClock(), stateDirectory: directory });
  });
  afterAll(async () => {
    await oauth.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const configure = (authenticate: typeof ClientSecretBasic, secret?: string): Configuration => {
    const [pool] = oauth.pools;
    const server = { issuer: pool?.issuer ?? '', ...(pool?.tokenEndpoint && { token_endpoint: pool.tokenEndpoint }) };
    const known = pool?.clients[0]?.clientSecret ?? '';
    const config = new Configuration(server, 'reader', undefined, authenticate(secret ?? known));
    allowInsecureRequests(config);
    return config;
  };

  it.each([
    { name: 'client_secret_basic', authenticate: ClientSecretBasic },
    { name: 'client_secret_post', authenticate: ClientSecretPost },
  ])('gets a token with $name that an API sees', async ({ authenticate }) => {
    const tokens = await clientCredentialsGrant(configure(authenticate), { scope: 'orders/orders:read' });
    // seconds that are left, by the client's own clock
    expect([900, 899]).toContain(tokens.expiresIn());
    expect(decodeJwt(tokens.access_token)).toMatchObject({ scope: 'orders/orders:read', token_use: 'access' });
    const served = await serve({ routes: [route('GET /x')] });
    await fetch(`${served.url}/x`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(served.functions.calls[0]?.event).toMatchObject({
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
  });

  it.each([
    { name: 'a wrong secret', secret: 'wrong', scope: 'orders/orders:read', error: 'invalid_client' },
    { name: 'a scope it may not have', secret: undefined, scope: 'orders/orders:write', error: 'invalid_scope' },
  ])('is told $error for $name', async ({ secret, scope, error }) => {
    await expect(clientCredentialsGrant(configure(ClientSecretPost, secret), { scope })).rejects.toMatchObject({
      error,
    });
  });
});
