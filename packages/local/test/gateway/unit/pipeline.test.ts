import { describe, expect, it, jest } from '@jest/globals';
import { createAccountThrottle } from '../../../src/gateway/throttle/account-throttle.ts';
import type { Cors } from '../../../src/model/index.ts';
import { custom, fixture, route, stage, startAt } from './support.ts';

const cors = (changes: Partial<Cors> = {}): Cors => ({
  allowCredentials: false,
  allowHeaders: ['authorization', 'content-type'],
  allowMethods: ['GET', 'POST'],
  allowOrigins: ['https://app.example'],
  exposeHeaders: [],
  ...changes,
});
const from = (origin: string) => ({ headers: [['Origin', origin] as const] });
const corsOf = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'));

describe('gateway answers', () => {
  it('have exactly the documented body and headers', async () => {
    const { send } = fixture({ routes: [route('GET /x')] });
    expect(await send('GET', '/nowhere')).toEqual({
      status: 404,
      text: '{"message":"Not Found"}',
      cookies: [],
      headers: {
        'content-type': 'application/json',
        'content-length': '23',
        date: 'Thu, 12 Mar 2026 19:03:58 GMT',
        'apigw-requestid': 'BwcHBwcHBwcHBwc=',
      },
    });
  });

  it('leave out what a 204 may not have', async () => {
    const { send } = fixture({
      routes: [route('GET /x')],
      handlers: { backend: () => ({ statusCode: 204, body: 'ignored' }) },
    });
    const { text, headers } = await send('GET', '/x');
    expect(text).toBe('');
    expect(headers).not.toHaveProperty('content-length');
  });

  it.each([
    { name: 'a path that is not there', method: 'GET', target: '/y', status: 404 },
    { name: 'a method that is not there', method: 'PUT', target: '/x', status: 404 },
    { name: 'HEAD on a GET route', method: 'HEAD', target: '/x', status: 404 },
    { name: 'OPTIONS without CORS', method: 'OPTIONS', target: '/x', status: 404 },
    { name: 'a broken escape', method: 'GET', target: '/%zz', status: 400 },
    { name: 'a head above 10 KB', method: 'GET', target: `/${'x'.repeat(10_300)}`, status: 431 },
  ])('$name -> $status', async ({ method, target, status }) => {
    const { send, functions } = fixture({ routes: [route('GET /x')] });
    expect((await send(method, target)).status).toBe(status);
    expect(functions.calls).toEqual([]);
  });

  it('are 404 without an access log where no stage matches', async () => {
    const accessLog = { format: '$context.requestId', destinationArn: 'arn' };
    const { send, accessLog: lines } = fixture({ routes: [route('$default')], stages: [stage('dev', { accessLog })] });
    expect((await send('GET', '/x')).status).toBe(404);
    expect(lines).toEqual([]);
    expect((await send('GET', '/dev/x')).status).toBe(200);
    expect(lines).toEqual(['BwcHBwcHBwcHBwc=']);
  });

  it('refuses the execute-api host when that endpoint is disabled', async () => {
    const { gateway } = fixture({ routes: [route('GET /x')], disableExecuteApiEndpoint: true });
    const statusFor = async (host: string) => {
      const request = { method: 'GET', target: '/x', body: new Uint8Array(), sourceIp: '127.0.0.1' };
      return (await gateway.handle({ ...request, headers: [['Host', host]] })).status;
    };
    expect(await statusFor('abc1234567.execute-api.us-east-1.amazonaws.com')).toBe(403);
    expect(await statusFor('ABC1234567.execute-api.us-east-1.amazonaws.com:443')).toBe(403);
    expect(await statusFor('127.0.0.1:3000')).toBe(200);
  });

  it.each([
    { headers: [] },
    {
      headers: [
        ['host', 'a'],
        ['Host', 'b'],
      ] as [string, string][],
    },
  ])('refuses $headers.length Host headers', async ({ headers }) => {
    const { gateway } = fixture({ routes: [route('GET /x')] });
    const request = { method: 'GET', target: '/x', headers, body: new Uint8Array(), sourceIp: '127.0.0.1' };
    expect((await gateway.handle(request)).status).toBe(400);
  });

  it('are 500 when the gateway itself fails, with the cause in the trace alone', async () => {
    const { send, traces, clock } = fixture({ routes: [route('GET /x')] });
    const now = clock.now;
    let calls = 0;
    clock.now = () => {
      calls += 1;
      if (calls === 2) throw new Error('clock broke');
      return now();
    };
    expect(await send('GET', '/x')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    expect(traces[0]?.error).toBe('the gateway itself failed: clock broke');
  });

  it('are not changed by an observer that throws', async () => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { send } = fixture({
      routes: [route('GET /x')],
      onTrace: () => {
        throw new Error('observer broke');
      },
    });
    expect((await send('GET', '/x')).status).toBe(200);
    expect(emitWarning.mock.calls).toEqual([
      ['an observer of the gateway failed: observer broke', 'ScopegateObserverWarning'],
    ]);
    emitWarning.mockRestore();
  });
});

describe('CORS', () => {
  const allowed = { 'access-control-allow-origin': 'https://app.example', vary: 'origin' };

  it('answers a preflight where no route matches', async () => {
    const { send, functions } = fixture({
      routes: [route('GET /x', custom())],
      cors: cors({ maxAgeSeconds: 600, exposeHeaders: ['etag'] }),
    });
    const answer = await send('OPTIONS', '/x', from('https://app.example'));
    expect(answer.status).toBe(204);
    expect(answer.headers).toEqual({
      ...allowed,
      date: expect.any(String),
      'apigw-requestid': 'BwcHBwcHBwcHBwc=',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
      'access-control-expose-headers': 'etag',
    });
    expect(functions.calls).toEqual([]);
  });

  it.each([
    { name: 'another origin', more: from('https://evil.example') },
    { name: 'no origin', more: {} },
  ])('answers 204 and nothing else to $name', async ({ more }) => {
    const { send } = fixture({ routes: [route('GET /x')], cors: cors() });
    const { status, headers } = await send('OPTIONS', '/y', more);
    expect(status).toBe(204);
    expect(Object.keys(headers).sort()).toEqual(['apigw-requestid', 'date']);
  });

  it.each([{ routeKey: '$default' }, { routeKey: 'ANY /{proxy+}' }, { routeKey: 'OPTIONS /x' }])(
    'lets $routeKey take the preflight, authorizer and all',
    async ({ routeKey }) => {
      const { send } = fixture({ routes: [route(routeKey, custom())], cors: cors() });
      expect((await send('OPTIONS', '/x', from('https://app.example'))).status).toBe(401);
    },
  );

  it.each([
    { name: 'a listed origin', config: cors(), origin: 'https://app.example', expected: allowed },
    { name: 'another origin', config: cors(), origin: 'https://evil.example', expected: {} },
    { name: 'a longer origin', config: cors(), origin: 'https://app.example.evil.example', expected: {} },
    {
      name: 'credentials',
      config: cors({ allowCredentials: true, exposeHeaders: ['etag', 'location'] }),
      origin: 'https://app.example',
      expected: {
        ...allowed,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'etag,location',
      },
    },
    {
      name: 'any origin',
      config: cors({ allowOrigins: ['*'] }),
      origin: 'https://x.example',
      expected: { 'access-control-allow-origin': '*' },
    },
    {
      name: 'any https origin',
      config: cors({ allowOrigins: ['https://*'] }),
      origin: 'https://x.example',
      expected: { 'access-control-allow-origin': 'https://x.example', vary: 'origin' },
    },
    {
      name: 'http for any https origin',
      config: cors({ allowOrigins: ['https://*'] }),
      origin: 'http://x.example',
      expected: {},
    },
  ])("replaces the function's CORS headers for $name", async ({ config, origin, expected }) => {
    const headers = { 'Access-Control-Allow-Origin': '*', 'access-control-allow-credentials': 'true' };
    const { send } = fixture({
      routes: [route('GET /x')],
      cors: config,
      handlers: { backend: () => ({ statusCode: 200, headers, body: 'served' }) },
    });
    const answer = await send('GET', '/x', from(origin));
    expect(answer).toMatchObject({ status: 200, text: 'served' });
    expect(corsOf(answer.headers)).toEqual(expected);
  });

  it('echoes the origin for * when told to, and joins vary', async () => {
    const { send } = fixture({
      routes: [route('GET /x')],
      cors: cors({ allowOrigins: ['*'] }),
      settings: { wildcardOriginAnswer: 'echo' },
      handlers: { backend: () => ({ statusCode: 200, headers: { Vary: 'accept' } }) },
    });
    const { headers } = await send('GET', '/x', from('https://x.example'));
    expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://x.example' });
    expect(headers['vary']).toBe('accept,origin');
  });

  it('puts CORS headers on errors, too', async () => {
    const { send } = fixture({ routes: [route('GET /x', custom())], cors: cors() });
    const unauthorized = await send('GET', '/x', from('https://app.example'));
    expect(unauthorized.status).toBe(401);
    expect(corsOf(unauthorized.headers)).toEqual(allowed);
    expect(corsOf((await send('GET', '/nowhere', from('https://app.example'))).headers)).toEqual(allowed);
  });

  it("leaves the function's CORS headers alone without a configuration", async () => {
    const { send } = fixture({
      routes: [route('GET /x')],
      handlers: { backend: () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }) },
    });
    expect(corsOf((await send('GET', '/x')).headers)).toEqual({ 'access-control-allow-origin': '*' });
  });
});

describe('throttle', () => {
  const statuses = async (send: ReturnType<typeof fixture>['send'], targets: readonly string[]) => {
    const got: number[] = [];
    for (const target of targets) got.push((await send('GET', target)).status);
    return got;
  };

  it('refuses above the burst and refills on the clock', async () => {
    const { send, clock } = fixture({
      routes: [route('GET /x')],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 2, burstLimit: 2 } })],
    });
    expect(await statuses(send, ['/x', '/x', '/x'])).toEqual([200, 200, 429]);
    clock.advance(499);
    expect((await send('GET', '/x')).text).toBe('{"message":"Too Many Requests"}');
    clock.advance(1);
    expect(await statuses(send, ['/x', '/x'])).toEqual([200, 429]);
    clock.advance(3_600_000);
    expect(await statuses(send, ['/x', '/x', '/x'])).toEqual([200, 200, 429]);
  });

  it('gives a route with limits its own bucket', async () => {
    const { send } = fixture({
      routes: [route('GET /x'), route('GET /y'), route('GET /z')],
      stages: [
        stage('$default', {
          defaultThrottle: { rateLimit: 1, burstLimit: 1 },
          routeThrottles: { 'GET /x': { rateLimit: 1, burstLimit: 2 } },
        }),
      ],
    });
    expect(await statuses(send, ['/y', '/z', '/x', '/x', '/x'])).toEqual([200, 429, 200, 200, 429]);
  });

  it('counts all APIs of an account in one bucket, after what stages and routes let through', async () => {
    const accountThrottle = createAccountThrottle({ rateLimit: 1, burstLimit: 2 });
    const one = fixture({ routes: [route('GET /x')], accountThrottle });
    const limited = stage('$default', { defaultThrottle: { rateLimit: 1, burstLimit: 1 } });
    const two = fixture({ routes: [route('GET /x')], stages: [limited], accountThrottle });
    expect(await statuses(two.send, ['/x', '/x'])).toEqual([200, 429]);
    expect(await statuses(one.send, ['/x', '/x'])).toEqual([200, 429]);
    one.clock.advance(1_000);
    expect(await statuses(one.send, ['/x', '/x'])).toEqual([200, 429]);
  });

  it("fills a limit that is half set from the account's", async () => {
    const stages = [stage('$default', { defaultThrottle: { burstLimit: 1 } })];
    const { send, clock } = fixture({ routes: [route('GET /x')], stages });
    expect(await statuses(send, ['/x', '/x'])).toEqual([200, 429]);
    clock.advance(1);
    expect(await statuses(send, ['/x'])).toEqual([200]);
  });

  it('blocks all traffic at 0', async () => {
    const { send, clock } = fixture({
      routes: [route('GET /x')],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 0, burstLimit: 0 } })],
    });
    clock.advance(60_000);
    expect(await statuses(send, ['/x'])).toEqual([429]);
  });

  it.each([
    { throttlePosition: 'after-authorizer', expected: [401, 401] },
    { throttlePosition: 'before-authorizer', expected: [401, 429] },
  ] as const)('stands $throttlePosition', async ({ throttlePosition, expected }) => {
    const { send } = fixture({
      routes: [route('GET /x', custom())],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 1, burstLimit: 1 } })],
      settings: { throttlePosition },
    });
    expect(await statuses(send, ['/x', '/x'])).toEqual(expected);
  });
});

describe('trace', () => {
  it('tells the way of a served request', async () => {
    const step = { scopegateTrace: 1, step: 'verify' };
    const { send, traces } = fixture({
      routes: [route('GET /x', custom({ resultTtlSeconds: 60 }))],
      handlers: {
        authorizer: () => ({
          outcome: { kind: 'returned', json: '{"isAuthorized":true}' },
          logs: ['plain', JSON.stringify(step), `2026-01-01T00:00:00.000Z\tid\tINFO\t${JSON.stringify(step)}`],
        }),
      },
    });
    await send('GET', '/x?secret=1', { headers: [['authorization', 'Bearer abcdefgh']] });
    expect(traces).toEqual([
      {
        id: 'BwcHBwcHBwcHBwc=',
        time: new Date(startAt).toISOString(),
        method: 'GET',
        path: '/x',
        routeKey: 'GET /x',
        stage: '$default',
        status: 200,
        authorizer: {
          type: 'CUSTOM',
          identitySources: ['$request.header.Authorization'],
          cache: 'miss',
          invoked: true,
          cold: true,
          durationMs: 0,
          outcome: 'allow',
          steps: [step, step],
          input: expect.objectContaining({ type: 'REQUEST', routeKey: 'GET /x' }),
          output: { isAuthorized: true },
        },
        integration: { invoked: true, cold: false, durationMs: 0, outcome: 'returned', logs: [], steps: [] },
      },
    ]);
  });

  it('holds no credential, whatever functions print or throw', async () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';
    const key = 'key-0123456789';
    const leak = `Bearer ${token} and ${key}`;
    const accessLog = {
      format: '$context.requestId $context.authorizer.error $context.authorizer.t $context.integrationErrorMessage',
      destinationArn: 'arn',
    };
    const answers: unknown[] = [
      outcomeWithLogs({ kind: 'failed', error: { errorType: 'Error', errorMessage: leak } }, leak),
      outcomeWithLogs({ kind: 'returned', json: JSON.stringify({ isAuthorized: true, context: { t: token } }) }, leak),
    ];
    const {
      send,
      traces,
      accessLog: lines,
    } = fixture({
      stages: [stage('$default', { accessLog })],
      routes: [
        route('GET /x/{y}', custom({ identitySource: ['$request.header.Authorization', '$request.querystring.key'] })),
      ],
      handlers: {
        authorizer: () => answers.shift(),
        backend: () => outcomeWithLogs({ kind: 'failed', error: { errorMessage: leak } }, leak),
      },
    });
    const more = { headers: [['Authorization', `Bearer ${token}`] as const] };
    expect((await send('GET', `/x/${token}?key=${key}`, more)).status).toBe(500);
    expect((await send('GET', `/x/${token}?key=${key}`, more)).status).toBe(500);
    const written = JSON.stringify(traces) + lines.join('\n');
    expect(written).toContain('[redacted]');
    expect(written).not.toContain(token);
    expect(written).not.toContain(key);
  });
});

const outcomeWithLogs = (outcome: unknown, leak: string) => ({
  outcome,
  logs: [leak, JSON.stringify({ scopegateTrace: 1, saw: leak })],
});

describe('access log', () => {
  it("is one line in the stage's format, unset variables as -", async () => {
    const format = JSON.stringify({
      id: '$context.requestId',
      time: '$context.requestTime',
      route: '$context.routeKey',
      path: '$context.path',
      status: '$context.status',
      length: '$context.responseLength',
      who: '$context.authorizer.sub',
      n: '$context.authorizer.n',
      claims: '$context.authorizer.claims.sub',
      error: '$context.error.message',
      integration: '$context.integration.status/$context.integrationStatus',
      agent: '$context.identity.userAgent',
    });
    const { send, accessLog } = fixture({
      stages: [stage('$default', { accessLog: { format, destinationArn: 'arn' } })],
      routes: [route('GET /{x}', custom())],
      handlers: {
        authorizer: () => ({ isAuthorized: true, context: { sub: 'u1', n: 1 } }),
        backend: () => ({ statusCode: 201, body: 'four' }),
      },
    });
    const headers = [
      ['authorization', 'Bearer abcdefgh'],
      ['user-agent', 'a"b'],
    ] as const;
    await send('GET', '/a%0Ab', { headers });
    expect(JSON.parse(accessLog[0] ?? '')).toEqual({
      id: 'BwcHBwcHBwcHBwc=',
      time: '12/Mar/2026:19:03:58 +0000',
      route: 'GET /{x}',
      path: '/a\nb',
      status: '201',
      length: '4',
      who: 'u1',
      n: '1',
      claims: '-',
      error: '-',
      integration: '201/200',
      agent: 'a"b',
    });
    expect(accessLog[0]).not.toContain('\n');
  });

  it('explains a denial and a miss', async () => {
    const format =
      '$context.requestId $context.routeKey $context.status $context.error.message $context.error.responseType $context.integrationStatus';
    const { send, accessLog } = fixture({
      stages: [stage('$default', { accessLog: { format, destinationArn: 'arn' } })],
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: false }) },
    });
    await send('GET', '/x', { headers: [['authorization', 'Bearer abcdefgh']] });
    await send('GET', '/y');
    expect(accessLog).toEqual([
      'BwcHBwcHBwcHBwc= GET /x 403 Forbidden ACCESS_DENIED -',
      'BwcHBwcHBwcHBwc= - 404 Not Found - -',
    ]);
  });
});
