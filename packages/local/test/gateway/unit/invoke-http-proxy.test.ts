// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of parameter mapping
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { custom, fixture, proxyRoute, stage } from './support.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: string[];
  readonly body: string;
}

/** A backend that remembers what it was asked. */
async function backend(answer: (response: ServerResponse) => void = (response) => response.end('ok')) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers, rawHeaders } = request;
    seen.push({ method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString() });
    answer(response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe('an HTTP integration', () => {
  it('hands on method, path, query, headers and body, and writes Forwarded for X-Forwarded-*', async () => {
    const { origin, seen } = await backend((response) => {
      response.writeHead(201, {
        'x-from': 'backend',
        'set-cookie': ['a=1', 'b=2'],
        connection: 'close',
        date: 'never',
      });
      response.end('created');
    });
    const { send, traces } = fixture({
      routes: [proxyRoute('ANY /files/{proxy+}', { uri: `${origin}/base/{proxy}` })],
    });
    const answer = await send('PUT', '/files/a%20b/c%3Fd?q=a+b&q=%2F', {
      headers: [
        ['authorization', 'Bearer abcdefgh'],
        ['x-forwarded-for', '198.51.100.1'],
        ['connection', 'keep-alive'],
        ['x-custom', '1'],
      ],
      body: Buffer.from('body'),
    });
    expect(answer).toMatchObject({ status: 201, text: 'created', cookies: ['a=1', 'b=2'] });
    expect(answer.headers).toMatchObject({
      'x-from': 'backend',
      'content-length': '7',
      date: 'Thu, 12 Mar 2026 19:03:58 GMT',
    });
    expect(answer.headers).not.toHaveProperty('connection');
    expect(seen).toMatchObject([{ method: 'PUT', url: '/base/a%20b/c?q=a+b&q=%2F', body: 'body' }]);
    expect(seen[0]?.headers).toMatchObject({
      host: new URL(origin).host,
      authorization: 'Bearer abcdefgh',
      'x-custom': '1',
      'content-length': '4',
      via: 'HTTP/1.1 AmazonAPIGateway',
      forwarded: 'for=203.0.113.7;host=abc1234567.execute-api.us-east-1.amazonaws.com;proto=https',
    });
    expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith('x-forwarded'))).toEqual([]);
    expect(traces[0]?.integration).toMatchObject({ invoked: true, outcome: 'returned' });
  });

  it.each([
    { pathSegments: 'as-sent', url: '/base/a/../../admin', status: 200 },
    { pathSegments: 'normalised', url: undefined, status: 404 },
  ] as const)('sends the path as it is, dots and all, unless paths are $pathSegments', async (row) => {
    const { origin, seen } = await backend();
    const { send } = fixture({
      routes: [proxyRoute('ANY /files/{proxy+}', { uri: `${origin}/base/{proxy}` })],
      settings: { pathSegments: row.pathSegments },
    });
    expect((await send('GET', '/files/a/..%2F..%2Fadmin')).status).toBe(row.status);
    expect(seen[0]?.url).toBe(row.url);
  });

  it('sends the method it is told to', async () => {
    const { origin, seen } = await backend();
    const { send } = fixture({ routes: [proxyRoute('GET /x', { uri: `${origin}/y?fixed=1`, method: 'POST' })] });
    await send('GET', '/x?b=2');
    expect(seen).toMatchObject([{ method: 'POST', url: '/y?fixed=1&b=2' }]);
  });

  it('maps request parameters', async () => {
    const { origin, seen } = await backend();
    const { send } = fixture({
      stages: [stage('$default', { variables: { v: 'one' } })],
      routes: [
        proxyRoute('POST /x/{id}', {
          uri: origin,
          requestParameters: {
            'append:header.x-list': '$request.header.x-other',
            'overwrite:header.x-who': '${context.routeKey} by ${request.path.id} on ${stageVariables.v}',
            'remove:header.x-gone': "''",
            'append:header.x-none': '$request.header.x-missing',
            'overwrite:header.x-deep': '$request.body.a.b[1]',
            'append:querystring.k': '$request.querystring.q',
            'overwrite:querystring.fixed': 'text & more',
            'remove:querystring.secret': "''",
            'overwrite:path': '/moved$request.path',
          },
        }),
      ],
    });
    await send('POST', '/x/7?q=1&k=0&secret=s', {
      headers: [
        ['x-list', 'a'],
        ['x-other', 'b'],
        ['x-who', 'nobody'],
        ['x-gone', 'x'],
      ],
      body: Buffer.from('{"a":{"b":[1,{"c":2}]}}'),
    });
    expect(seen[0]?.url).toBe('/moved%24request.path?q=1&k=0%2C1&fixed=text+%26+more');
    expect(seen[0]?.headers).toMatchObject({
      'x-list': 'a,b',
      'x-who': 'POST /x/{id} by 7 on one',
      'x-deep': '{"c":2}',
    });
    expect(seen[0]?.headers).not.toHaveProperty('x-gone');
    expect(seen[0]?.headers).not.toHaveProperty('x-none');
  });

  it('may be sent to another virtual host, by one Host header', async () => {
    const { origin, seen } = await backend();
    const requestParameters = { 'overwrite:header.Host': 'tenant.example' };
    const { send } = fixture({ routes: [proxyRoute('GET /x', { uri: origin, requestParameters })] });
    expect((await send('GET', '/x')).status).toBe(200);
    expect(seen[0]?.rawHeaders.filter((_, at, all) => all[at - 1]?.toLowerCase() === 'host')).toEqual([
      'tenant.example',
    ]);
  });

  it.each([
    { name: 'a line break', id: '1%0d%0aX-Admin:%20yes', sent: undefined },
    { name: 'a NUL', id: '%00', sent: undefined },
    { name: 'letters beyond Latin-1', id: '%E6%97%A5', sent: Buffer.from('日').toString('latin1') },
    { name: 'a tab', id: 'a%09b', sent: 'a\tb' },
  ])('writes no header that a path parameter with $name makes, or one line of it', async ({ id, sent }) => {
    const { origin, seen } = await backend();
    const requestParameters = { 'overwrite:header.x-id': '$request.path.id' };
    const { send } = fixture({ routes: [proxyRoute('GET /x/{id}', { uri: origin, requestParameters })] });
    expect((await send('GET', `/x/${id}`)).status).toBe(200);
    expect(seen[0]?.headers['x-id']).toBe(sent);
    expect(seen[0]?.headers).not.toHaveProperty('x-admin');
  });

  it.each([
    { name: 'a line break', value: 'a\r\nset-cookie: a=1', sent: undefined },
    { name: 'a control character', value: '\u0001', sent: undefined },
    { name: 'letters beyond Latin-1', value: '日', sent: Buffer.from('日').toString('latin1') },
  ])('answers without a header that a body with $name makes, or with one line of it', async ({ value, sent }) => {
    const { origin } = await backend((response) => response.end(JSON.stringify({ value })));
    const responseParameters = { 200: { 'overwrite:header.x-value': '$response.body.value' } };
    const { listen, close } = fixture({ routes: [proxyRoute('GET /x', { uri: origin, responseParameters })] });
    const { url } = await listen();
    const response = await fetch(`${url}/x`);
    await close();
    expect([response.status, response.headers.get('x-value') ?? undefined]).toEqual([200, sent]);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('takes the stage out of an overwritten path', async () => {
    const { origin, seen } = await backend();
    const routes = [
      proxyRoute('ANY /{proxy+}', { uri: origin, requestParameters: { 'overwrite:path': '$request.path' } }),
    ];
    const { send } = fixture({ stages: [stage('dev')], routes });
    await send('GET', '/dev/a%20b/c');
    expect(seen[0]?.url).toBe('/a%20b/c');
  });

  it('maps response parameters by status code', async () => {
    const { origin } = await backend((response) =>
      response.writeHead(404, { 'x-old': '1', 'x-code': 'E1' }).end('{"reason":"gone"}'),
    );
    const { send } = fixture({
      routes: [
        proxyRoute('GET /x', {
          uri: origin,
          responseParameters: {
            404: {
              'overwrite:statuscode': '410',
              'append:header.x-code': '$response.body.reason',
              'remove:header.x-old': "''",
              'overwrite:header.x-id': '$context.requestId',
            },
            200: { 'overwrite:statuscode': '201' },
          },
        }),
      ],
    });
    const { status, headers } = await send('GET', '/x');
    expect(status).toBe(410);
    expect(headers).toMatchObject({ 'x-code': 'E1,gone', 'x-id': 'BwcHBwcHBwcHBwc=' });
    expect(headers).not.toHaveProperty('x-old');
  });

  it('is reached only behind the authorizer, whose context it may map', async () => {
    const { origin, seen } = await backend();
    const target = proxyRoute('GET /x', {
      uri: origin,
      requestParameters: { 'overwrite:header.x-sub': '$context.authorizer.sub' },
    });
    const { send } = fixture({
      routes: [{ ...target, authorization: custom() }],
      handlers: { authorizer: () => ({ isAuthorized: true, context: { sub: 'u1' } }) },
    });
    expect((await send('GET', '/x')).status).toBe(401);
    expect(seen).toEqual([]);
    expect((await send('GET', '/x', { headers: [['authorization', 'Bearer abcdefgh']] })).status).toBe(200);
    expect(seen[0]?.headers['x-sub']).toBe('u1');
  });

  it('logs the status of its target', async () => {
    const { origin } = await backend((response) => response.writeHead(418).end());
    const format =
      '$context.requestId $context.integrationStatus $context.integration.status $context.integration.integrationStatus';
    const { send, accessLog } = fixture({
      stages: [stage('$default', { accessLog: { format, destinationArn: 'arn' } })],
      routes: [proxyRoute('GET /x', { uri: origin })],
    });
    await send('GET', '/x');
    expect(accessLog).toEqual(['BwcHBwcHBwcHBwc= 418 418 418']);
  });

  it.each([
    { setting: 503, text: '{"message":"Service Unavailable"}' },
    { setting: 500, text: '{"message":"Internal Server Error"}' },
  ] as const)('is $setting when nothing listens', async ({ setting, text }) => {
    const { send, traces } = fixture({
      routes: [proxyRoute('GET /x', {})],
      settings: { integrationUnreachableStatus: setting },
    });
    expect(await send('GET', '/x')).toMatchObject({ status: setting, text });
    expect(traces[0]?.error).toContain('could not be reached');
  });

  it('is 503 when the time limit passes', async () => {
    const { origin } = await backend(() => undefined);
    const { send, traces } = fixture({ routes: [proxyRoute('GET /x', { uri: origin, timeoutMillis: 50 })] });
    expect((await send('GET', '/x')).status).toBe(503);
    expect(traces[0]).toMatchObject({
      error: 'integration Test/Proxy did not answer within 50 ms',
      integration: { outcome: 'timed-out' },
    });
  });

  it('is 500 when a mapping makes a status that is none', async () => {
    const { origin } = await backend();
    const responseParameters = { 200: { 'overwrite:statuscode': '$response.header.x-code' }, 201: {} };
    const empty = fixture({ routes: [proxyRoute('GET /x', { uri: origin, responseParameters })] });
    expect((await empty.send('GET', '/x')).status).toBe(200);
    const wrong = fixture({
      routes: [proxyRoute('GET /x', { uri: origin, responseParameters: { 200: { 'overwrite:statuscode': '99' } } })],
    });
    expect((await wrong.send('GET', '/x')).status).toBe(500);
  });
});
