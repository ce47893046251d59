import { describe, expect, it, jest } from '@jest/globals';
import { custom, fixture, route, stage, startAt } from './support.ts';

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
