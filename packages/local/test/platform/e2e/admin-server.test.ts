import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AdminControl } from '../../../src/platform/admin/admin-control.ts';
import { type AdminServer, createAdminServer } from '../../../src/platform/admin/admin-server.ts';
import type { TraceStreamOptions } from '../../../src/platform/admin/trace-stream.ts';
import { fakeControl, pending, trace } from '../unit/trace-support.ts';

const open: AdminServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(changes: Partial<AdminControl> = {}, options: TraceStreamOptions = {}) {
  const { control, done } = fakeControl(changes);
  const server = await createAdminServer(control, options);
  open.push(server);
  const port = Number(new URL(server.url).port);
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { 'x-scopegate-admin': server.secret };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(server.url + path, { method, headers, ...(body !== undefined && { body: text }) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { ...server, control, done, port, call };
}

/** A request whose headers are exactly these: name, value, name, value. */
const send = (port: number, headers: readonly string[], path = '/clock') =>
  new Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers: [...headers], setHost: false, agent: false };
    const sent = httpRequest(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject).end();
  });

describe('who is served', () => {
  const header = 'X-Scopegate-Admin';
  it.each([
    { name: 'the address', host: '127.0.0.1', more: [] },
    { name: 'localhost', host: 'localhost', more: [] },
    { name: 'its own origin', host: '127.0.0.1', more: ['Origin', 'http://127.0.0.1:PORT'] },
  ])('serves $name', async ({ host, more }) => {
    const { port, secret } = await start();
    const own = more.map((value) => value.replace('PORT', String(port)));
    expect(await send(port, ['Host', `${host}:${port}`, header, secret, ...own])).toMatchObject({ status: 200 });
  });

  it.each([
    { name: 'a name that leads here', headers: ['Host', 'evil.example:PORT', header, 'SECRET'], status: 421 },
    { name: 'the address without its port', headers: ['Host', '127.0.0.1', header, 'SECRET'], status: 421 },
    { name: 'another port', headers: ['Host', '127.0.0.1:1', header, 'SECRET'], status: 421 },
    { name: 'two hosts', headers: ['Host', '127.0.0.1:PORT', 'Host', 'a', header, 'SECRET'], status: 421 },
    {
      name: 'a foreign origin',
      headers: ['Host', '127.0.0.1:PORT', 'Origin', 'https://a', header, 'SECRET'],
      status: 403,
    },
    { name: 'origin null', headers: ['Host', '127.0.0.1:PORT', 'Origin', 'null', header, 'SECRET'], status: 403 },
    {
      name: 'a local page of another port',
      headers: ['Host', '127.0.0.1:PORT', 'Origin', 'http://localhost:3000', header, 'SECRET'],
      status: 403,
    },
    { name: 'no secret', headers: ['Host', '127.0.0.1:PORT'], status: 401 },
    { name: 'an empty secret', headers: ['Host', '127.0.0.1:PORT', header, ''], status: 401 },
    { name: 'a wrong secret', headers: ['Host', '127.0.0.1:PORT', header, 'SECRETx'], status: 401 },
    { name: 'the secret twice', headers: ['Host', '127.0.0.1:PORT', header, 'SECRET', header, 'SECRET'], status: 401 },
  ])('refuses $name with $status, and answers no CORS', async ({ headers, status }) => {
    const { port, secret } = await start();
    const filled = headers.map((value) => value.replace('PORT', String(port)).replace('SECRET', secret));
    const answer = await send(port, filled);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(secret);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('refuses a secret in the URL, and a preflight', async () => {
    const { port, url, secret } = await start();
    expect((await send(port, ['Host', `127.0.0.1:${port}`], `/clock?x-scopegate-admin=${secret}`)).status).toBe(401);
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    expect((await fetch(`${url}/clock`, { method: 'OPTIONS', headers })).status).toBe(403);
  });

  it('has another secret at each start', async () => {
    const [one, other] = [await start(), await start()];
    expect(one.secret).toMatch(/^[\w-]{43}$/);
    expect(one.secret).not.toBe(other.secret);
  });
});

describe('endpoints', () => {
  it('read and move the clock, forward and back', async () => {
    const { call, control } = await start();
    const before = control.clock.now();
    expect(await call('GET', '/clock')).toEqual({
      status: 200,
      body: { now: '2026-03-12T19:03:58.000Z', epochMilliseconds: before },
    });
    const moved = await call('POST', '/clock', { advanceMilliseconds: 300_000 });
    expect(moved.body).toEqual({ now: '2026-03-12T19:08:58.000Z', epochMilliseconds: before + 300_000 });
    await call('POST', '/clock', { advanceMilliseconds: -300_000 });
    expect(control.clock.now()).toBe(before);
  });

  it.each([
    { name: 'nothing', body: undefined, message: /advanceMilliseconds is missing/ },
    { name: 'a text', body: { advanceMilliseconds: '5m' }, message: /whole number/ },
    { name: 'a fraction', body: { advanceMilliseconds: 0.5 }, message: /whole number/ },
    { name: 'the end of time', body: { advanceMilliseconds: 9e15 }, message: /out of time/ },
    { name: 'before the epoch', body: { advanceMilliseconds: -9e13 }, message: /out of time/ },
    { name: 'a misspelt member', body: { advance: 1 }, message: /Unknown: advance\. Allowed: advanceMilliseconds/ },
    { name: 'no JSON', body: '{', message: /not JSON/ },
    { name: 'a list', body: [], message: /not a JSON object/ },
  ])('do not move the clock by $name', async ({ body, message }) => {
    const { call, control } = await start();
    const before = control.clock.now();
    expect(await call('POST', '/clock', body)).toEqual({
      status: 400,
      body: { message: expect.stringMatching(message) },
    });
    expect(control.clock.now()).toBe(before);
  });

  it.each([
    { path: '/authorizer-caches/flush', body: undefined, act: 'flush' },
    { path: '/functions/make-cold', body: undefined, act: 'cold all' },
    { path: '/functions/make-cold', body: { function: 'One' }, act: 'cold One' },
    { path: '/jwks/down', body: {}, act: 'down all' },
    { path: '/jwks/up', body: { pool: 'us-east-1_a' }, act: 'up us-east-1_a' },
  ])('$path with $body does: $act', async ({ path, body, act }) => {
    const { call, done } = await start();
    expect((await call('POST', path, body)).status).toBe(200);
    expect(done).toEqual([act]);
  });

  it.each([
    { path: '/functions/make-cold', body: { function: 'unknown' }, message: /There are: One/ },
    { path: '/jwks/down', body: { pool: 'unknown' }, message: /unknown/ },
    { path: '/jwks/down', body: { pool: 7 }, message: /Allowed: a text/ },
    { path: '/authorizer-caches/flush', body: { api: 'a' }, message: /Allowed: no members/ },
  ])('$path refuses $body', async ({ path, body, message }) => {
    const { call, done } = await start();
    expect(await call('POST', path, body)).toEqual({
      status: 400,
      body: { message: expect.stringMatching(message) },
    });
    expect(done).toEqual([]);
  });

  it('list the traces, by id and the last of them', async () => {
    const { call, control } = await start();
    for (const id of ['a', 'b', 'c']) control.traces.add(pending({ id }));
    const idsOf = async (query: string) => {
      const { body } = await call('GET', `/traces${query}`);
      return (body['traces'] as { id: string }[]).map(({ id }) => id);
    };
    expect(await idsOf('')).toEqual(['a', 'b', 'c']);
    expect(await idsOf('?last=2')).toEqual(['b', 'c']);
    expect(await idsOf('?id=b')).toEqual(['b']);
    expect(await idsOf('?id=zz')).toEqual([]);
    expect(await call('GET', '/traces?last=0')).toMatchObject({ status: 400 });
  });

  it('report health and the last reload', async () => {
    const { call } = await start({ reloadStatus: () => ({ reload: 'failed', error: 'no template' }) });
    expect((await call('GET', '/health')).body).toMatchObject({ status: 'ok', apis: [{ name: 'test' }], clock: {} });
    expect((await call('GET', '/reload')).body).toEqual({ reload: 'failed', error: 'no template' });
    const still = await start();
    expect((await still.call('GET', '/reload')).body).toEqual({ reload: 'off' });
  });

  it('name what there is to a call of what there is not', async () => {
    const { call } = await start();
    for (const [method, path] of [
      ['GET', '/'],
      ['POST', '/traces'],
      ['GET', '/constructor'],
    ] as const) {
      expect(await call(method, path)).toEqual({
        status: 404,
        body: { message: expect.stringContaining('GET /traces/stream') },
      });
    }
    expect(await call('POST', '/clock', 'x'.repeat(5000))).toMatchObject({ status: 413 });
  });

  it('hide why they failed', async () => {
    const { call } = await start({
      report: () => {
        throw new Error('secret inside');
      },
    });
    expect(await call('GET', '/health')).toEqual({ status: 500, body: { message: 'The admin endpoint failed.' } });
  });
});

describe('trace stream', () => {
  async function follow(server: { url: string; secret: string }, query = '', more: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/traces/stream${query}`, {
      headers: { 'x-scopegate-admin': server.secret, ...more },
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string) => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended before ${part}: ${text}`);
        text += value;
      }
      return text;
    };
    return { status: response.status, type: response.headers.get('content-type'), until, reader };
  }

  it('sends each record as an event', async () => {
    const server = await start();
    const { status, type, until } = await follow(server);
    expect([status, type]).toEqual([200, 'text/event-stream']);
    await until(': open');
    server.control.traces.add(pending({ id: 'a' }));
    expect(await until('\n\nid: 1\n')).toContain('event: trace\n');
    const text = await until('"status":200}\n\n');
    const [, data = ''] = /data: (.*)\n\n/.exec(text) ?? [];
    expect(JSON.parse(data)).toEqual(trace({ id: 'a' }));
  });

  it.each([
    { name: 'the last ones', query: '?last=2', headers: {}, first: 'b' },
    { name: 'what was missed', query: '', headers: { 'last-event-id': '2' }, first: 'c' },
  ])('starts with $name', async ({ query, headers, first }) => {
    const server = await start();
    for (const id of ['a', 'b', 'c']) server.control.traces.add(pending({ id }));
    const { until } = await follow(server, query, headers as Record<string, string>);
    const text = await until('"id":"c"');
    expect(/"id":"(.)"/.exec(text)?.[1]).toBe(first);
  });

  it('drops a client that does not read, and serves the others', async () => {
    const server = await start({}, { waitingBytes: 64 * 1024 });
    const paused = new Promise<void>((resolve, reject) => {
      const headers = { 'x-scopegate-admin': server.secret };
      const sent = httpRequest(`${server.url}/traces/stream`, { headers, agent: false }, (response) => {
        response.pause();
        response.on('error', () => undefined);
        const pathOfLength = 'x'.repeat(32 * 1024);
        const push = () => {
          if (response.socket.destroyed || response.destroyed) return resolve();
          server.control.traces.add(pending({ path: pathOfLength }));
          setImmediate(push);
        };
        // The client's socket learns of it only when it reads again: the server's side tells.
        server.control.traces.subscribe(({ sequence }) => sequence > 2000 && response.resume());
        push();
      });
      sent.on('error', reject).end();
    });
    await paused;
    const { until } = await follow(server);
    await until(': open');
    server.control.traces.add(pending({ id: 'after' }));
    expect(await until('"id":"after"')).toContain('event: trace');
  });

  it('refuses one client too many, until another goes', async () => {
    const server = await start({}, { clients: 1 });
    const first = await follow(server);
    await first.until(': open');
    expect(await server.call('GET', '/traces/stream')).toMatchObject({ status: 503 });
    await first.reader.cancel();
    // The server learns of it in its own time.
    let status = 503;
    while (status === 503) {
      const next = await follow(server);
      status = next.status;
      await next.reader.cancel();
    }
    expect(status).toBe(200);
  });

  it('refuses a wrong number of old records', async () => {
    const server = await start();
    expect(await server.call('GET', '/traces/stream?last=x')).toMatchObject({ status: 400 });
  });

  it('ends with the server', async () => {
    const server = await start();
    const { until } = await follow(server);
    await until(': open');
    await server.close();
    await expect(until('never')).rejects.toThrow();
  });
});

describe('a refusal', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';
  it.each([
    { method: 'GET', path: `/${token}` },
    { method: 'GET', path: `/traces?last=${token}` },
    { method: 'GET', path: `/traces/stream?last=${token}` },
    { method: 'POST', path: '/clock', body: { [token]: 1 } },
    { method: 'POST', path: '/clock', body: { advanceMilliseconds: token } },
  ])('of $method $path repeats no token', async ({ method, path, body }) => {
    const { call } = await start();
    const answer = await call(method, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(answer.body)).toContain('[redacted]');
    expect(JSON.stringify(answer.body)).not.toContain('c2lnbmF0dXJl');
  });
});

it('tells the tables', async () => {
  const table = { stack: 'S', logicalId: 'T', tableName: 't', key: [], namedBy: [] };
  const { call } = await start({ tables: () => [table] });
  expect(await call('GET', '/tables')).toEqual({ status: 200, body: { tables: [table] } });
});
