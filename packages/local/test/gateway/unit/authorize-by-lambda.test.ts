import { describe, expect, it } from '@jest/globals';
import { parseAuthorizerAnswer } from '../../../src/gateway/authorize/authorizer-answer.ts';
import { parseIdentitySource, resolveIdentitySources } from '../../../src/gateway/authorize/identity-source.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { custom, fixture, type Handler, lambda, outcome, route, routedRequest, stage } from './support.ts';

const bearer = (token = 'token-of-alice') => ({ headers: [['Authorization', `Bearer ${token}`] as const] });
const allow: Handler = () => ({ isAuthorized: true });
const policy = (effect: string, resource: string | string[]) => ({
  principalId: 'alice',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Action: 'execute-api:Invoke', Resource: resource }],
  },
});
const place = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567/$default';

describe('identity sources', () => {
  const routed = routedRequest({
    headers: new Map([['authorization', 'Bearer x']]),
    rawQueryString: 'Key=1&Key=2&empty=',
    stage: stage('dev', { variables: { tenant: 'acme' } }),
  });

  it.each([
    { expression: '$request.header.Authorization', value: 'Bearer x' },
    { expression: '$request.header.AUTHORIZATION', value: 'Bearer x' },
    { expression: '$request.querystring.Key', value: '1,2' },
    { expression: '$context.routeKey', value: 'GET /pets/{id}' },
    { expression: '$context.httpMethod', value: 'GET' },
    { expression: '$context.path', value: '/pets/42' },
    { expression: '$context.identity.sourceIp', value: '203.0.113.7' },
    { expression: '$context.stage', value: 'dev' },
    { expression: '$stageVariables.tenant', value: 'acme' },
  ])('$expression is $value', ({ expression, value }) => {
    expect(resolveIdentitySources([parseIdentitySource(expression)], routed, defaultSettings)).toEqual({
      values: [value],
    });
  });

  it.each([
    { expression: '$request.header.X-Other' },
    { expression: '$request.querystring.key' },
    { expression: '$request.querystring.empty' },
    { expression: '$stageVariables.other' },
    { expression: '$stageVariables.constructor' },
    { expression: '$context.identity.userAgent' },
  ])('$expression is missing', ({ expression }) => {
    const sources = ['$request.header.Authorization', expression].map(parseIdentitySource);
    expect(resolveIdentitySources(sources, routed, defaultSettings)).toMatchObject({ missing: { expression } });
  });

  it.each([
    { expression: 'Authorization' },
    { expression: '$request.header.' },
    { expression: '$request.header.A B' },
    { expression: '$request.body.x' },
    { expression: '$context.status' },
    { expression: 'method.request.header.Authorization' },
  ])('$expression is refused', ({ expression }) => {
    expect(() => parseIdentitySource(expression)).toThrow(RangeError);
    expect(() => parseIdentitySource(expression)).toThrow(`Invalid identity source expression: ${expression}`);
  });
});

describe('parseAuthorizerAnswer', () => {
  it.each([
    { name: 'a string', simple: true, answer: { isAuthorized: 'true' } },
    { name: 'a number', simple: true, answer: { isAuthorized: 1 } },
    { name: 'nothing', simple: true, answer: {} },
    { name: 'null', simple: true, answer: null },
    { name: 'an array', simple: true, answer: [true] },
    { name: 'a policy for a simple response', simple: true, answer: policy('Allow', '*') },
    { name: 'a simple response for a policy', simple: false, answer: { isAuthorized: true } },
    { name: 'a context that is no object', simple: true, answer: { isAuthorized: true, context: 'x' } },
    { name: 'a principal that is no string', simple: false, answer: { ...policy('Allow', '*'), principalId: 7 } },
    { name: 'a policy with a bad effect', simple: false, answer: policy('allow', '*') },
  ])('refuses $name', ({ simple, answer }) => {
    const asked = { enableSimpleResponses: simple, payloadFormatVersion: '2.0' } as const;
    expect(() => parseAuthorizerAnswer(JSON.stringify(answer), asked, defaultSettings)).toThrow(TypeError);
  });

  it('does not quote text that is no JSON', () => {
    const asked = { enableSimpleResponses: true, payloadFormatVersion: '2.0' } as const;
    expect(() => parseAuthorizerAnswer('Bearer abc', asked, defaultSettings)).toThrow(
      /^the authorizer must return JSON$/,
    );
  });
});

describe('outcomes', () => {
  const forbidden = { status: 403, text: '{"message":"Forbidden"}', backend: 0 };
  const failed = { status: 500, text: '{"message":"Internal Server Error"}', backend: 0 };
  const error = { errorType: 'Error', errorMessage: 'Unauthorized' };
  it.each<{
    name: string;
    handler: Handler;
    simple?: boolean;
    expected: { status: number; text: string; backend: number };
  }>([
    { name: 'allows', handler: allow, expected: { status: 200, text: 'ok', backend: 1 } },
    { name: 'denies', handler: () => ({ isAuthorized: false }), expected: forbidden },
    { name: 'answers "true"', handler: () => ({ isAuthorized: 'true' }), expected: failed },
    { name: 'answers nothing', handler: () => undefined, expected: failed },
    { name: 'throws', handler: () => outcome({ kind: 'failed', error }), expected: failed },
    { name: 'is throttled', handler: () => outcome({ kind: 'throttled' }), expected: failed },
    { name: 'is unknown', handler: () => outcome({ kind: 'unknown-function' }), expected: failed },
    { name: 'breaks the host', handler: () => Promise.reject(new Error('host down')), expected: failed },
    { name: 'never answers', handler: () => new Promise(() => undefined), expected: failed },
    {
      name: 'allows by policy',
      simple: false,
      handler: () => policy('Allow', `${place}/GET/pets/*`),
      expected: { status: 200, text: 'ok', backend: 1 },
    },
    { name: 'denies by policy', simple: false, handler: () => policy('Deny', '*'), expected: forbidden },
    {
      name: 'allows another route',
      simple: false,
      handler: () => policy('Allow', `${place}/GET/orders`),
      expected: forbidden,
    },
    {
      name: 'allows the template',
      simple: false,
      handler: () => policy('Allow', `${place}/GET/pets/{id}`),
      expected: forbidden,
    },
  ])('an authorizer that $name -> $expected.status', async ({ handler, simple = true, expected }) => {
    const { send, functions, traces } = fixture({
      routes: [route('GET /pets/{id}', custom({ enableSimpleResponses: simple }))],
      handlers: { authorizer: handler },
      settings: { authorizerTimeoutMillis: 20 },
    });
    const { status, text, headers } = await send('GET', '/pets/42', bearer());
    expect({ status, text, backend: functions.eventsOf('backend').length }).toEqual(expected);
    if (status >= 400) {
      expect(headers['content-type']).toBe('application/json');
      expect(headers).not.toHaveProperty('www-authenticate');
      expect(traces[0]?.error).toBeTruthy();
    }
  });

  it('answers 401 and invokes nothing when any identity source is missing or empty, cached or not', async () => {
    for (const resultTtlSeconds of [0, 300]) {
      const identitySource = ['$request.header.Authorization', '$request.querystring.key'];
      const { send, functions, traces } = fixture({
        routes: [route('GET /pets', custom({ identitySource, resultTtlSeconds }))],
        handlers: { authorizer: allow },
      });
      const answers = [
        await send('GET', '/pets?key=1'),
        await send('GET', '/pets', bearer()),
        await send('GET', '/pets?key=1', { headers: [['Authorization', '']] }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect(answers[0]).toMatchObject({ text: '{"message":"Unauthorized"}' });
      expect(answers[0]?.headers).not.toHaveProperty('www-authenticate');
      expect(functions.calls).toEqual([]);
      expect(traces[0]?.authorizer).toMatchObject({ cache: 'none', invoked: false, outcome: 'deny' });
      expect(traces[1]?.error).toBe('identity source $request.querystring.key is missing or empty');
    }
  });

  it('runs without identity sources for anonymous requests', async () => {
    const { send, functions } = fixture({
      routes: [route('GET /pets', custom({ identitySource: [] }))],
      handlers: { authorizer: allow },
    });
    expect((await send('GET', '/pets')).status).toBe(200);
    expect(functions.eventsOf('authorizer')).toHaveLength(1);
  });

  it('hands the context on unchanged, also from the cache', async () => {
    const context = { sub: 'u1', n: 1.5, yes: true, list: [1, { a: null }], map: { deep: 'x' }, json: '{"a":1}' };
    const { send, functions } = fixture({
      routes: [route('GET /pets', custom({ resultTtlSeconds: 60 }))],
      handlers: { authorizer: () => ({ isAuthorized: true, context }) },
    });
    await send('GET', '/pets', bearer());
    await send('GET', '/pets', bearer());
    for (const event of functions.eventsOf('backend')) {
      expect(event).toMatchObject({ requestContext: { authorizer: { lambda: context } } });
    }
    expect(functions.eventsOf('authorizer')).toHaveLength(1);
  });

  it.each([
    { setting: 'null', expected: { lambda: null } },
    { setting: 'omitted', expected: undefined },
  ] as const)('an absent context arrives as $expected', async ({ setting, expected }) => {
    const { send, functions } = fixture({
      routes: [route('GET /pets', custom())],
      handlers: { authorizer: allow },
      settings: { absentAuthorizerContext: setting },
    });
    await send('GET', '/pets', bearer());
    const requestContext = functions.eventsOf('backend')[0]?.['requestContext'] as Record<string, unknown>;
    expect(requestContext['authorizer']).toEqual(expected);
  });

  it('needs a permission of its own, and the trace names it', async () => {
    const { send, functions, traces } = fixture({
      routes: [route('GET /pets', custom())],
      handlers: { authorizer: allow },
      functions: [lambda('backend'), lambda('authorizer', { permissions: [] })],
    });
    expect(await send('GET', '/pets', bearer())).toMatchObject({
      status: 500,
      text: '{"message":"Internal Server Error"}',
    });
    expect(functions.calls).toEqual([]);
    expect(traces[0]?.error).toContain('Test/authorizer has no AWS::Lambda::Permission');
    expect(traces[0]?.error).toContain(':abc1234567/authorizers/auth01');
  });

  it('answers 414 to a route ARN above 1600 bytes, only where there is an authorizer', async () => {
    const { send } = fixture({
      routes: [route('GET /open/{x}'), route('GET /closed/{x}', custom())],
      handlers: { authorizer: allow },
    });
    const long = 'x'.repeat(1600);
    expect((await send('GET', `/open/${long}`, bearer())).status).toBe(200);
    expect(await send('GET', `/closed/${long}`, bearer())).toMatchObject({
      status: 414,
      text: '{"message":"Request URI too long"}',
    });
  });
});

describe('result cache', () => {
  const two = (identitySource: string[]) => {
    const authorization = custom({ identitySource, resultTtlSeconds: 300 });
    return [route('GET /public', authorization), route('DELETE /secret', authorization)];
  };
  const onlyPublic: Handler = (event: { routeKey: string }) => ({ isAuthorized: event.routeKey === 'GET /public' });

  it('leaks an allow to another route when the key is the Authorization header alone', async () => {
    const { send, functions, traces } = fixture({
      routes: two(['$request.header.Authorization']),
      handlers: { authorizer: onlyPublic },
    });
    expect((await send('GET', '/public', bearer())).status).toBe(200);
    expect((await send('DELETE', '/secret', bearer())).status).toBe(200);
    expect(functions.eventsOf('authorizer')).toHaveLength(1);
    expect(traces.map((trace) => trace.authorizer?.cache)).toEqual(['miss', 'hit']);
  });

  it('spreads a deny the same way', async () => {
    const { send } = fixture({ routes: two(['$request.header.Authorization']), handlers: { authorizer: onlyPublic } });
    expect((await send('DELETE', '/secret', bearer())).status).toBe(403);
    expect((await send('GET', '/public', bearer())).status).toBe(403);
  });

  it('hides the route key from the identity sources of the event when told so', async () => {
    const { send, functions } = fixture({
      routes: two(['$request.header.Authorization', '$context.routeKey']),
      handlers: { authorizer: onlyPublic },
      settings: { routeKeyIdentitySource: 'omitted' },
    });
    expect((await send('GET', '/public', bearer())).status).toBe(200);
    expect((await send('DELETE', '/secret', bearer())).status).toBe(403);
    expect(functions.eventsOf('authorizer')).toMatchObject([
      { identitySource: [expect.any(String)], routeKey: 'GET /public' },
      { identitySource: [expect.any(String)], routeKey: 'DELETE /secret' },
    ]);
  });

  it('does not leak with $context.routeKey in the key', async () => {
    const { send, functions, traces } = fixture({
      routes: two(['$request.header.Authorization', '$context.routeKey']),
      handlers: { authorizer: onlyPublic },
    });
    expect((await send('GET', '/public', bearer())).status).toBe(200);
    expect((await send('DELETE', '/secret', bearer())).status).toBe(403);
    expect((await send('GET', '/public', bearer())).status).toBe(200);
    expect(functions.eventsOf('authorizer')).toHaveLength(2);
    expect(traces.map((trace) => trace.authorizer?.cache)).toEqual(['miss', 'miss', 'hit']);
  });

  it('re-evaluates a cached policy for each route', async () => {
    const authorization = custom({ enableSimpleResponses: false, resultTtlSeconds: 300 });
    const { send, functions } = fixture({
      routes: [route('GET /a/{x}', authorization), route('GET /b', authorization)],
      handlers: { authorizer: () => policy('Allow', `${place}/GET/a/*`) },
    });
    expect((await send('GET', '/a/1', bearer())).status).toBe(200);
    expect((await send('GET', '/b', bearer())).status).toBe(403);
    expect((await send('GET', '/a/2', bearer())).status).toBe(200);
    expect(functions.eventsOf('authorizer')).toHaveLength(1);
  });

  it('ends with the TTL on the clock, or with a flush', async () => {
    const { send, functions, clock, gateway } = fixture({
      routes: [route('GET /pets', custom({ resultTtlSeconds: 300 }))],
      handlers: { authorizer: allow },
    });
    const calls = async () => {
      await send('GET', '/pets', bearer());
      return functions.eventsOf('authorizer').length;
    };
    expect(await calls()).toBe(1);
    clock.advance(299_999);
    expect(await calls()).toBe(1);
    clock.advance(1);
    expect(await calls()).toBe(2);
    gateway.flushAuthorizerCache();
    expect(await calls()).toBe(3);
  });

  it('forgets in a flush also what is being asked for', async () => {
    const { promise: asked, resolve: answer } = Promise.withResolvers<unknown>();
    const answers: unknown[] = [asked, { isAuthorized: false }];
    const { send, gateway } = fixture({
      routes: [route('GET /pets', custom({ resultTtlSeconds: 300 }))],
      handlers: { authorizer: () => answers.shift() },
    });
    const underWay = send('GET', '/pets', bearer());
    gateway.flushAuthorizerCache();
    answer({ isAuthorized: true });
    expect((await underWay).status).toBe(200);
    expect((await send('GET', '/pets', bearer())).status).toBe(403);
  });

  it('keeps values, stages and authorizers apart, byte for byte', async () => {
    const { send, functions } = fixture({
      stages: [stage(), stage('dev')],
      routes: [
        route('GET /a', custom({ resultTtlSeconds: 300 })),
        route('GET /b', custom({ resultTtlSeconds: 300, authorizerId: 'auth02' })),
      ],
      handlers: { authorizer: allow },
    });
    await send('GET', '/a', bearer());
    await send('GET', '/a', { headers: [['Authorization', 'bearer token-of-alice']] });
    await send('GET', '/dev/a', bearer());
    await send('GET', '/b', bearer());
    await send('GET', '/a', bearer());
    expect(functions.eventsOf('authorizer')).toHaveLength(4);
  });

  it('can leave the stage out of the key', async () => {
    const { send, functions } = fixture({
      stages: [stage(), stage('dev')],
      routes: [route('GET /a', custom({ resultTtlSeconds: 300 }))],
      handlers: { authorizer: allow },
      settings: { authorizerCacheKeyedByStage: false },
    });
    await send('GET', '/a', bearer());
    await send('GET', '/dev/a', bearer());
    expect(functions.eventsOf('authorizer')).toHaveLength(1);
  });

  it('never keeps an error or a malformed answer', async () => {
    const answers: unknown[] = [
      { isAuthorized: 'true' },
      outcome({ kind: 'failed', error: { errorMessage: 'keys unreachable' } }),
      { isAuthorized: true },
    ];
    const { send } = fixture({
      routes: [route('GET /pets', custom({ resultTtlSeconds: 300 }))],
      handlers: { authorizer: () => answers.shift() },
    });
    expect((await send('GET', '/pets', bearer())).status).toBe(500);
    expect((await send('GET', '/pets', bearer())).status).toBe(500);
    expect((await send('GET', '/pets', bearer())).status).toBe(200);
  });

  it('is off at a TTL of 0', async () => {
    const { send, functions, traces } = fixture({
      routes: [route('GET /pets', custom())],
      handlers: { authorizer: allow },
    });
    await send('GET', '/pets', bearer());
    await send('GET', '/pets', bearer());
    expect(functions.eventsOf('authorizer')).toHaveLength(2);
    expect(traces[1]?.authorizer?.cache).toBe('off');
  });
});
