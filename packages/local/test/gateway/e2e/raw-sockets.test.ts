import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { route } from '../unit/support.ts';
import { expectAwsShape } from './aws-shape.ts';
import { closeServed, exchange, rawConnection, type Served, serve, statusesOf } from './support.ts';

// What clients do to a server that no client library would do.

afterEach(closeServed);

const echo = (event: { rawPath: string; body?: string }) => ({
  statusCode: 200,
  body: `${event.rawPath}${event.body ?? ''}`,
});
const start = () => serve({ routes: [route('$default')], handlers: { backend: echo } });

async function expectAlive({ url }: Served): Promise<void> {
  const response = await fetch(`${url}/alive`);
  expect([response.status, await response.text()]).toEqual([200, '/alive']);
}

const eventOf = ({ functions }: Served): Record<string, unknown> => functions.calls[0]?.event ?? {};

const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: a\r\n${more}Connection: close\r\n\r\n`;

describe('request lines', () => {
  it.each([
    { name: 'nothing but spaces', bytes: '   \r\n\r\n' },
    { name: 'no target', bytes: 'GET HTTP/1.1\r\nHost: a\r\n\r\n' },
    { name: 'no version (HTTP/0.9)', bytes: 'GET /x\r\n\r\n' },
    { name: 'an unknown version', bytes: 'GET /x HTTP/9.9\r\nHost: a\r\n\r\n' },
    { name: 'a lower-case method', bytes: 'get /x HTTP/1.1\r\nHost: a\r\n\r\n' },
    { name: 'an unknown method', bytes: 'SMUGGLE /x HTTP/1.1\r\nHost: a\r\n\r\n' },
    { name: 'a space in the target', bytes: 'GET /x y HTTP/1.1\r\nHost: a\r\n\r\n' },
    { name: 'a NUL in the target', bytes: 'GET /x\0y HTTP/1.1\r\nHost: a\r\n\r\n' },
    { name: 'a bare LF', bytes: 'GET /x HTTP/1.1\nHost: a\r\n\r\n' },
    { name: 'the preface of HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
    { name: 'a TLS handshake', bytes: Buffer.from('160301010001000100fc0303', 'hex').toString('latin1') },
    { name: 'a proxy line', bytes: 'PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n' },
    { name: 'a relative target', bytes: get('x') },
    { name: 'an authority as target', bytes: get('a:80') },
    { name: 'a fragment', bytes: get('/x#y') },
  ])('of $name get a 400 and no function', async ({ bytes }) => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, bytes))).toEqual([400]);
    expect(served.functions.calls).toEqual([]);
    await expectAlive(served);
  });

  it('of HTTP/1.0 are served, and the connection ends', async () => {
    const served = await start();
    expect(await exchange(served.port, 'GET /x HTTP/1.0\r\nHost: a\r\n\r\n')).toMatch(/\/x$/);
    expectAwsShape(eventOf(served));
  });

  it('may name the whole URL, as for a proxy', async () => {
    const served = await start();
    expect(await exchange(served.port, get('http://elsewhere.example/x?q=1'))).toMatch(/\r\n\r\n\/x$/);
    expect(served.functions.calls[0]?.event).toMatchObject({ rawPath: '/x', rawQueryString: 'q=1' });
  });
});

describe('header lines', () => {
  it.each([
    { name: 'no colon', line: 'novalue' },
    { name: 'no name', line: ': value' },
    { name: 'a space before the colon', line: 'X : value' },
    { name: 'a space in the name', line: 'X Y: value' },
    { name: 'a continuation line', line: 'X: a\r\n b' },
    { name: 'a NUL in the value', line: 'X: a\0b' },
    { name: 'a bare CR in the value', line: 'X: a\rb' },
    { name: 'a bare LF at its end', line: 'X: a\nY: b' },
    { name: 'a second Host', line: 'Host: b' },
  ])('with $name get a 400 and no function', async ({ line }) => {
    const served = await start();
    const answer = await exchange(served.port, get('/x', `${line}\r\n`));
    expect(statusesOf(answer)).toEqual([400]);
    expect(answer).not.toContain('novalue');
    expect(served.functions.calls).toEqual([]);
    await expectAlive(served);
  });

  it.each([
    { name: 'one that is huge', head: `X: ${'x'.repeat(100_000)}\r\n` },
    { name: 'too many', head: 'a: b\r\n'.repeat(20_000) },
    { name: 'one just over AWS’s limit', head: `X: ${'x'.repeat(10_240)}\r\n` },
  ])('get a 431 when there is $name', async ({ head }) => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, get('/x', head)))).toEqual([431]);
    expect(served.functions.calls).toEqual([]);
    await expectAlive(served);
  });

  it('get a 431 for a request line that is too long', async () => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, get(`/${'x'.repeat(10_240)}`)))).toEqual([431]);
    expect(statusesOf(await exchange(served.port, get(`/${'x'.repeat(100_000)}`)))).toEqual([431]);
    await expectAlive(served);
  });

  it('get the status and the words that a setting gives, whichever step notices', async () => {
    const settings = { headersTooLargeStatus: 414, headersTooLargeMessage: 'Too Long' } as const;
    const served = await serve({ routes: [route('$default')], settings });
    for (const length of [10_240, 100_000]) {
      const answer = await exchange(served.port, get(`/${'x'.repeat(length)}`));
      expect([statusesOf(answer), answer.endsWith('{"message":"Too Long"}')]).toEqual([[414], true]);
    }
  });

  it.each([
    { name: 'Upgrade: websocket', head: 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' },
    { name: 'Upgrade: h2c', head: 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n' },
    { name: 'TE and Keep-Alive', head: 'TE: trailers\r\nKeep-Alive: timeout=5\r\nProxy-Connection: keep-alive\r\n' },
    { name: 'names of object members', head: '__proto__: a\r\nconstructor: b\r\n' },
    { name: 'a byte above 127', head: 'X: \xe9\r\n' },
    { name: 'forged gateway headers', head: 'X-Forwarded-Port: 1\r\nX-Forwarded-Proto: ftp\r\nX-Amzn-Trace-Id: a\r\n' },
  ])('of the connection stay with it: $name', async ({ head }) => {
    const served = await start();
    const answer = await exchange(served.port, get('/x', head));
    expect(statusesOf(answer)).toEqual([200]);
    const event = eventOf(served);
    expectAwsShape(event);
    expect(event['headers']).toMatchObject({ 'x-forwarded-port': '443', 'x-forwarded-proto': 'https' });
    expect((event['headers'] as Record<string, string>)['x-amzn-trace-id']).toMatch(/^Root=1-[\da-f]{8}-[\da-f]{24}$/);
  });

  it('with an expectation nobody knows get a 417', async () => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, get('/x', 'Expect: miracles\r\n')))).toEqual([417]);
    expect(served.functions.calls).toEqual([]);
  });
});

describe('escapes in the path', () => {
  it.each([
    { name: 'a lone percent sign', target: '/%' },
    { name: 'half an escape', target: '/%4' },
    { name: 'no hexadecimal digits', target: '/%zz' },
    { name: 'a byte that never is UTF-8', target: '/%ff' },
    { name: 'half a character', target: '/%c3' },
    { name: 'an overlong slash', target: '/%c0%af' },
    { name: 'a surrogate', target: '/%ed%a0%80' },
    { name: 'beyond Unicode', target: '/%f4%90%80%80' },
  ])('that are $name get a 400 and no function', async ({ target }) => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, get(target)))).toEqual([400]);
    expect(served.functions.calls).toEqual([]);
    await expectAlive(served);
  });

  it.each([
    { target: '/%C3%A9', rawPath: '/é' },
    { target: '/a%2Fb', rawPath: '/a/b' },
    { target: '/..%2f..%2fetc/../x', rawPath: '/../../etc/../x' },
    { target: '/%2525', rawPath: '/%25' },
    { target: '//a//', rawPath: '//a//' },
  ])('are decoded once, and nothing is normalised: $target', async ({ target, rawPath }) => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, get(target)))).toEqual([200]);
    expect(served.functions.calls[0]?.event['rawPath']).toBe(rawPath);
  });

  it('in the query stay as they are where they are broken', async () => {
    const served = await start();
    await exchange(served.port, get('/x?a=%zz&b=%ff&c=%41'));
    const event = eventOf(served);
    expectAwsShape(event);
    expect(event['rawQueryString']).toBe('a=%zz&b=%ff&c=%41');
    expect(event['queryStringParameters']).toMatchObject({ a: '%zz', c: 'A' });
  });
});

describe('where a body ends', () => {
  const post = (head: string, body: string) => `POST /x HTTP/1.1\r\nHost: a\r\n${head}\r\n${body}`;
  const hidden = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';
  it.each([
    {
      name: 'length and chunks',
      head: `Content-Length: ${hidden.length + 5}\r\nTransfer-Encoding: chunked\r\n`,
      body: '0\r\n\r\n',
    },
    { name: 'chunks and length', head: `Transfer-Encoding: chunked\r\nContent-Length: 3\r\n`, body: '0\r\n\r\n' },
    { name: 'two lengths', head: 'Content-Length: 0\r\nContent-Length: 5\r\n', body: '' },
    { name: 'two equal lengths', head: 'Content-Length: 5\r\nContent-Length: 5\r\n', body: 'abcde' },
    { name: 'a list of lengths', head: 'Content-Length: 5, 5\r\n', body: 'abcde' },
    { name: 'a signed length', head: 'Content-Length: +5\r\n', body: 'abcde' },
    { name: 'a negative length', head: 'Content-Length: -1\r\n', body: '' },
    { name: 'a hexadecimal length', head: 'Content-Length: 0x5\r\n', body: 'abcde' },
    { name: 'a length beyond all numbers', head: 'Content-Length: 99999999999999999999\r\n', body: '' },
    { name: 'an encoding after chunked', head: 'Transfer-Encoding: chunked, identity\r\n', body: '0\r\n\r\n' },
    { name: 'an unknown encoding', head: 'Transfer-Encoding: xchunked\r\n', body: '0\r\n\r\n' },
    { name: 'a hidden encoding', head: 'Transfer-Encoding : chunked\r\n', body: '0\r\n\r\n' },
    { name: 'a chunk size that is no number', head: 'Transfer-Encoding: chunked\r\n', body: 'zz\r\n\r\n0\r\n\r\n' },
    {
      name: 'a chunk that is longer than it says',
      head: 'Transfer-Encoding: chunked\r\n',
      body: '1\r\nabc\r\n0\r\n\r\n',
    },
  ])('is not guessed from $name', async ({ head, body }) => {
    const served = await start();
    expect(statusesOf(await exchange(served.port, post(head, body + hidden)))).toEqual([400]);
    expect(served.functions.calls).toEqual([]);
    await expectAlive(served);
  });

  it('is found in chunks, with extensions and trailers left out', async () => {
    const served = await start();
    const head = 'Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\nTrailer: X-Late\r\nConnection: close\r\n';
    const answer = await exchange(served.port, post(head, '3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n'));
    expect(answer).toMatch(/\/xabcde$/);
    const event = eventOf(served);
    expectAwsShape(event);
    expect(event['headers']).not.toHaveProperty('x-late');
  });

  it('is where the length says, and the rest is a request of its own', async () => {
    const served = await start();
    const head = 'Content-Type: text/plain\r\nContent-Length: 2\r\n';
    const answer = await exchange(served.port, post(head, `ab${get('/next')}`));
    expect(statusesOf(answer)).toEqual([200, 200]);
    const received = served.functions.calls.map(({ event }) => `${event['rawPath']} ${event['body']}`);
    expect(received.sort()).toEqual(['/next undefined', '/x ab']);
  });
});

describe('connections', () => {
  it('that deliver one byte at a time are served, and hold nobody up', async () => {
    const served = await start();
    const slow = await rawConnection(served.port);
    const bytes = 'POST /slow HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc';
    for (const [at, byte] of [...bytes].entries()) {
      slow.socket.write(byte);
      await nextTurn();
      if (at % 20 === 0) await expectAlive(served);
    }
    expect(await slow.until(/\/slowabc$/)).toMatch(/^HTTP\/1\.1 200 /);
    slow.socket.destroy();
  });

  it('that are half closed still get their answer', async () => {
    const served = await start();
    const half = await rawConnection(served.port);
    half.socket.end('GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await half.ended()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\/x$/);
  });

  it.each([
    { name: 'the request line', bytes: 'GET /x HT' },
    { name: 'the headers', bytes: 'GET /x HTTP/1.1\r\nHost: a\r\nX: ' },
    { name: 'the body', bytes: 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc' },
    { name: 'a chunk', bytes: 'POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc' },
  ])('that end within $name reach no function', async ({ bytes }) => {
    const served = await start();
    const half = await rawConnection(served.port);
    half.socket.end(bytes);
    expect(statusesOf(await half.ended()).filter((status) => status !== 400)).toEqual([]);
    expect(served.functions.calls).toEqual([]);
    await expectAlive(served);
  });

  it('may idle by the thousand', async () => {
    const served = await start();
    const idle = await Promise.all(Array.from({ length: 1000 }, () => rawConnection(served.port)));
    await expectAlive(served);
    const late = idle[500]!;
    late.socket.write(get('/late'));
    expect(await late.ended()).toMatch(/\/late$/);
    for (const { socket } of idle) socket.destroy();
    await expectAlive(served);
  });

  it('are all ended when the gateway closes', async () => {
    const served = await start();
    const idle = await Promise.all(Array.from({ length: 50 }, () => rawConnection(served.port)));
    await served.close();
    expect(await Promise.all(idle.map((each) => each.ended()))).toEqual(idle.map(() => ''));
  });

  it('carry pipelined requests, each run after the one before is done', async () => {
    const done: string[] = [];
    const served = await serve({
      routes: [route('$default')],
      handlers: {
        backend: async (event: { rawPath: string }) => {
          if (event.rawPath === '/1') for (let turn = 0; turn < 5; turn += 1) await nextTurn(undefined);
          done.push(event.rawPath);
          return { statusCode: 200, body: `<${done.join()}>` };
        },
      },
    });
    const bytes = ['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('') + get('/4');
    const answer = await exchange(served.port, bytes);
    expect(statusesOf(answer)).toEqual([200, 200, 200, 200]);
    expect([...answer.matchAll(/<(.*?)>/g)].map(([, paths]) => paths)).toEqual([
      '/1',
      '/1,/2',
      '/1,/2,/3',
      '/1,/2,/3,/4',
    ]);
  });

  it('end when more requests are pipelined than anybody waits for, and nothing more is run', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const served = await serve({
      routes: [route('$default')],
      handlers: {
        backend: async (event: { rawPath: string }) => {
          if (event.rawPath === '/flood') await gate;
          return { statusCode: 200, body: event.rawPath };
        },
      },
    });
    const flood = await rawConnection(served.port);
    flood.socket.write('GET /flood HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(400));
    await flood.ended();
    open();
    await expectAlive(served);
    expect(served.functions.calls.map(({ event }) => event['rawPath'])).toEqual(['/flood', '/alive']);
  });

  it('that go away leave what they pipelined undone', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const served = await serve({
      routes: [route('$default')],
      handlers: {
        backend: async (event: { rawPath: string }) => {
          if (event.rawPath === '/1') await gate;
          return { statusCode: 200, body: event.rawPath };
        },
      },
    });
    const gone = await rawConnection(served.port);
    gone.socket.write(['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
    while (served.functions.calls.length === 0) await nextTurn();
    gone.socket.resetAndDestroy();
    await gone.ended();
    await expectAlive(served);
    open();
    await expectAlive(served);
    const run = served.functions.calls.map(({ event }) => event['rawPath']);
    expect(run.filter((path) => path !== '/alive')).toEqual(['/1']);
  });

  it('with a broken request behind a good one answer both', async () => {
    const served = await start();
    const answer = await exchange(served.port, `GET /x HTTP/1.1\r\nHost: a\r\n\r\nBROKEN\r\n\r\n`);
    expect(statusesOf(answer).at(-1)).toBe(400);
    expect(served.functions.calls.map(({ event }) => event['rawPath'])).toEqual(['/x']);
    await expectAlive(served);
  });

  it('that stop reading a large answer cost nothing when they go', async () => {
    const served = await serve({
      routes: [route('$default')],
      handlers: {
        backend: (event: { rawPath: string }) => ({
          statusCode: 200,
          body: event.rawPath === '/large' ? 'x'.repeat(5_000_000) : event.rawPath,
        }),
      },
    });
    const deaf = await rawConnection(served.port);
    deaf.socket.pause();
    deaf.socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    while (served.functions.calls.length === 0) await nextTurn();
    await expectAlive(served);
    deaf.socket.resetAndDestroy();
    await expectAlive(served);
  });
});
