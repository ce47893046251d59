import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Fixture, type FixtureOptions, fixture, route } from './support.ts';

const open: Fixture[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

async function start(options: FixtureOptions) {
  const started = fixture({ settings: { closeGraceMillis: 50 }, ...options });
  open.push(started);
  return { ...started, ...(await started.listen()) };
}

/** Writes raw bytes and reads until the server ends the connection. */
const raw = (port: number, text: string) =>
  new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received));
  });

describe('over a socket', () => {
  it('serves a request whole', async () => {
    const { url, functions } = await start({
      routes: [route('POST /pets/{id}')],
      handlers: {
        backend: () => ({ statusCode: 201, headers: { Location: '/pets/1' }, cookies: ['a=1', 'b=2'], body: 'é' }),
      },
    });
    const response = await fetch(`${url}/pets/a%20b?q=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'c=3' },
      body: '{"name":"é"}',
    });
    expect(response.status).toBe(201);
    expect(await response.text()).toBe('é');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('location')).toBe('/pets/1');
    expect(response.headers.get('content-length')).toBe('2');
    expect(response.headers.get('apigw-requestid')).toMatch(/^[\w-]{15}=$/);
    expect(functions.eventsOf('backend')[0]).toMatchObject({
      rawPath: '/pets/a b',
      pathParameters: { id: 'a b' },
      cookies: ['c=3'],
      body: '{"name":"é"}',
      isBase64Encoded: false,
      requestContext: { http: { sourceIp: '127.0.0.1' } },
    });
  });

  it('sends no body to HEAD, found or not', async () => {
    const { url } = await start({
      routes: [route('HEAD /x')],
      handlers: { backend: () => ({ statusCode: 200, body: 'four' }) },
    });
    const found = await fetch(`${url}/x`, { method: 'HEAD' });
    expect([found.status, found.headers.get('content-length'), await found.text()]).toEqual([200, '4', '']);
    const missing = await fetch(`${url}/y`, { method: 'HEAD' });
    expect([missing.status, await missing.text()]).toEqual([404, '']);
  });

  it.each([
    { status: 204, body: 'ignored' },
    { status: 304, body: 'ignored' },
  ])('sends no body with $status', async ({ status, body }) => {
    const { port } = await start({
      routes: [route('GET /x')],
      handlers: { backend: () => ({ statusCode: status, body }) },
    });
    const answer = await raw(port, 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).not.toContain('ignored');
    expect(answer).not.toContain('content-length');
  });

  it.each([
    { name: 'garbage', text: 'garbage\r\n\r\n', status: 400 },
    { name: 'a bad header', text: 'GET /x HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n', status: 400 },
    {
      name: 'two lengths',
      text: 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      status: 400,
    },
    {
      name: 'length and chunks',
      text: 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      status: 400,
    },
    { name: 'CONNECT', text: 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', status: 400 },
    { name: 'no Host', text: 'GET /x HTTP/1.1\r\nConnection: close\r\n\r\n', status: 400 },
    { name: 'an asterisk', text: 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', status: 400 },
    { name: 'a huge header', text: `GET /x HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, status: 431 },
    {
      name: 'a large header',
      text: `GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: ${'x'.repeat(11_000)}\r\n\r\n`,
      status: 431,
    },
  ])('answers $name with a clean $status and lives on', async ({ text, status }) => {
    const { port, url } = await start({ routes: [route('GET /x')] });
    const answer = await raw(port, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('content-type: application/json');
    expect(answer).toContain('{"message":"');
    expect((await fetch(`${url}/x`)).status).toBe(200);
  });

  it('keeps every header, however many', async () => {
    const { port, functions } = await start({ routes: [route('GET /x')] });
    const many = Array.from({ length: 2100 }, () => 'a:bbbbb\r\n').join('');
    expect(await raw(port, `GET /x HTTP/1.1\r\nHost: a\r\n${many}Connection: close\r\n\r\n`)).toContain('HTTP/1.1 431');
    const some = Array.from({ length: 1100 }, (_, at) => `a:${at}\r\n`).join('');
    await raw(port, `GET /x HTTP/1.1\r\nHost: a\r\n${some}Connection: close\r\n\r\n`);
    const headers = functions.eventsOf('backend')[0]?.['headers'] as Record<string, string>;
    expect(headers['a']?.endsWith(',1099')).toBe(true);
  });

  it('answers 413 to more than 10 MB, declared or chunked', async () => {
    const { url, functions } = await start({ routes: [route('POST /x')] });
    const declared = await fetch(`${url}/x`, { method: 'POST', body: Buffer.alloc(10_485_761) });
    expect([declared.status, await declared.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    const stream = new Blob([Buffer.alloc(10_485_761)]).stream();
    const chunked = await fetch(`${url}/x`, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(functions.calls).toEqual([]);
  });

  it('is not harmed by clients that go away', async () => {
    let release: (value: unknown) => void = () => undefined;
    const { port, url } = await start({
      routes: [route('GET /slow'), route('GET /x'), route('POST /x')],
      handlers: {
        backend: (event: { rawPath: string }) =>
          event.rawPath === '/slow'
            ? new Promise((r) => {
                release = r;
              })
            : 'ok',
      },
    });
    const gone = (text: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(text, () => setImmediate(() => socket.destroy())));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    await gone('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await gone('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
    await gone('GET /x HT');
    expect((await fetch(`${url}/x`)).status).toBe(200);
    release('late');
    expect((await fetch(`${url}/x`)).status).toBe(200);
  });

  it('says which port is taken', async () => {
    const { port } = await start({ routes: [] });
    const second = fixture({ routes: [] });
    await expect(second.listen(port)).rejects.toMatchObject({ name: 'PortInUseError', port });
  });

  it('closes while a request hangs, and twice', async () => {
    const { promise: invoked, resolve } = Promise.withResolvers<void>();
    const { url, close } = await start({
      routes: [route('GET /x', { type: 'NONE' }, { timeoutMillis: 1000 })],
      handlers: {
        backend: () => {
          resolve();
          return new Promise(() => undefined);
        },
      },
    });
    const hanging = fetch(`${url}/x`).catch(() => 'ended');
    await invoked;
    await close();
    await close();
    expect(await hanging).toBe('ended');
  });
});
