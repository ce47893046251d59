import { describe, expect, it } from '@jest/globals';
import {
  completeSettings,
  defaultSettings,
  type GatewayRequest,
  type Settings,
  settingFaults,
  settingRules,
} from '../../../src/gateway/index.ts';
import {
  authorizer,
  custom,
  type FixtureOptions,
  fixture,
  jwtRoute,
  outcome,
  proxyRoute,
  route,
  stage,
} from './support.ts';

// What nobody knows for certain of AWS: the likeliest behaviour without a setting, the other one with it.

interface Case {
  readonly name: string;
  readonly set: Partial<Settings>;
  readonly api: FixtureOptions;
  readonly requests: readonly (readonly [method: string, target: string, more?: Partial<GatewayRequest>])[];
  /** What is looked at: status and body of the last answer when nothing else is named. */
  readonly see?: (seen: Seen) => unknown;
  readonly likeliest: unknown;
  readonly otherwise: unknown;
}

interface Seen {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;
  readonly event: Record<string, unknown>;
  readonly authorizerCalls: number;
  readonly log: string | undefined;
}

const statusAndText = ({ status, text }: Seen) => `${status} ${text}`;
const withHeaders = (headers: Record<string, string>): Partial<GatewayRequest> => ({
  headers: Object.entries(headers),
});
const bearer = withHeaders({ authorization: 'Bearer abcdefgh' });
const allow = () => ({ isAuthorized: true });
const forbidden = '403 {"message":"Forbidden"}';
const internal = '500 {"message":"Internal Server Error"}';
const notFound = '404 {"message":"Not Found"}';
const longPath = `/${'x'.repeat(10_300)}`;
const cors = {
  allowCredentials: false,
  allowHeaders: ['authorization'],
  allowMethods: ['GET'],
  allowOrigins: ['https://app.example'],
  exposeHeaders: [],
};
const rawPath = ({ event }: Seen) => event['rawPath'];
const allowedOrigin = ({ headers }: Seen) => headers['access-control-allow-origin'];
const contextOf = ({ event }: Seen) => (event['requestContext'] as { authorizer?: unknown }).authorizer;
const policy = {
  principalId: 'u1',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
};
const withoutTtl = (identitySource: readonly string[]) => {
  const { resultTtlSeconds: _, ...rest } = authorizer({ identitySource });
  return { type: 'CUSTOM', authorizer: rest } as const;
};
const failing = (errorMessage: string) => () =>
  outcome({ kind: 'failed', error: { errorType: 'Error', errorMessage } });
const logging = (format: string) => ({
  stages: [stage('$default', { accessLog: { format: `$context.requestId ${format}`, destinationArn: 'arn' } })],
});

const cases: readonly Case[] = [
  {
    name: 'sizeLimitPosition',
    set: { sizeLimitPosition: 'after-routing' },
    api: { routes: [route('GET /x')] },
    requests: [['GET', longPath]],
    see: ({ status }) => status,
    likeliest: 431,
    otherwise: 404,
  },
  {
    name: 'payloadTooLargeMessage',
    set: { payloadTooLargeMessage: 'Payload Too Large' },
    api: { routes: [route('POST /x')] },
    requests: [['POST', '/x', { body: new Uint8Array(10 * 1024 * 1024 + 1) }]],
    likeliest: '413 {"message":"Request Entity Too Large"}',
    otherwise: '413 {"message":"Payload Too Large"}',
  },
  {
    name: 'tooManyRequestsMessage',
    set: { tooManyRequestsMessage: 'Limit Exceeded' },
    api: {
      routes: [route('GET /x')],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 0, burstLimit: 0 } })],
    },
    requests: [['GET', '/x']],
    likeliest: '429 {"message":"Too Many Requests"}',
    otherwise: '429 {"message":"Limit Exceeded"}',
  },
  {
    name: 'headersTooLargeStatus and headersTooLargeMessage',
    set: { headersTooLargeStatus: 414, headersTooLargeMessage: 'Too Long' },
    api: { routes: [route('GET /x')] },
    requests: [['GET', longPath]],
    likeliest: '431 {"message":"Request Header Fields Too Large"}',
    otherwise: '414 {"message":"Too Long"}',
  },
  {
    name: 'routeArnTooLongMessage',
    set: { routeArnTooLongMessage: 'URI Too Long' },
    api: { routes: [route('GET /{x}', custom())], handlers: { authorizer: allow } },
    requests: [['GET', `/${'x'.repeat(1_600)}`, bearer]],
    likeliest: '414 {"message":"Request URI too long"}',
    otherwise: '414 {"message":"URI Too Long"}',
  },
  {
    name: 'disabledEndpointStatus',
    set: { disabledEndpointStatus: 404 },
    api: { routes: [route('GET /x')], disableExecuteApiEndpoint: true },
    requests: [['GET', 'host:abc1234567.execute-api.us-east-1.amazonaws.com']],
    likeliest: forbidden,
    otherwise: notFound,
  },
  {
    name: 'brokenPathEscapes',
    set: { brokenPathEscapes: 'kept' },
    api: { routes: [route('$default')] },
    requests: [['GET', '/a%20%zz%ff%']],
    see: (seen) => (seen.status === 200 ? rawPath(seen) : seen.status),
    likeliest: 400,
    otherwise: '/a %zz%ff%',
  },
  {
    name: 'pathSegments',
    set: { pathSegments: 'normalised' },
    api: { routes: [route('$default')] },
    requests: [['GET', '/a//./b/%2e%2e/c/']],
    see: rawPath,
    likeliest: '/a//./b/../c/',
    otherwise: '/a/c/',
  },
  {
    name: 'pathSegments above the root',
    set: { pathSegments: 'normalised' },
    api: { routes: [route('$default')] },
    requests: [['GET', '/../..']],
    see: rawPath,
    likeliest: '/../..',
    otherwise: '/',
  },
  {
    name: 'sourceIp',
    set: { sourceIp: 'left-most-forwarded' },
    api: { routes: [route('$default')] },
    requests: [['GET', '/', withHeaders({ 'x-forwarded-for': '198.51.100.1, 192.0.2.1' })]],
    see: ({ event }) => [
      (event['requestContext'] as { http: { sourceIp: string } }).http.sourceIp,
      (event['headers'] as Record<string, string>)['x-forwarded-for'],
    ],
    likeliest: ['203.0.113.7', '198.51.100.1, 192.0.2.1, 203.0.113.7'],
    otherwise: ['198.51.100.1', '198.51.100.1, 192.0.2.1, 203.0.113.7'],
  },
  {
    name: 'mappingPath',
    set: { mappingPath: 'stripped' },
    api: {
      routes: [route('GET /x')],
      domainNames: [
        {
          stack: 'Test',
          logicalId: 'Domain',
          domainName: 'api.example.com',
          mutualTls: false,
          mappings: [{ stack: 'Test', logicalId: 'Map', apiId: 'abc1234567', stage: '$default', key: 'v1' }],
        },
      ],
    },
    requests: [['GET', 'host:api.example.com/v1/x']],
    see: rawPath,
    likeliest: '/v1/x',
    otherwise: '/x',
  },
  {
    name: 'forwardedPort and forwardedProto',
    set: { forwardedPort: '80', forwardedProto: 'http' },
    api: { routes: [route('$default')] },
    requests: [['GET', '/']],
    see: ({ event }) => {
      const headers = event['headers'] as Record<string, string>;
      return [headers['x-forwarded-port'], headers['x-forwarded-proto']];
    },
    likeliest: ['443', 'https'],
    otherwise: ['80', 'http'],
  },
  ...(['first', 'joined'] as const).map(
    (singleValueMaps): Case => ({
      name: `singleValueMaps ${singleValueMaps}`,
      set: { singleValueMaps },
      api: { routes: [route('$default', { type: 'NONE' }, { payloadFormatVersion: '1.0' })] },
      requests: [
        [
          'GET',
          '/?k=1&k=2',
          {
            headers: [
              ['X-Tag', 'a'],
              ['X-Tag', 'b'],
            ],
          },
        ],
      ],
      see: ({ event }) => [
        event['queryStringParameters'],
        (event['headers'] as Record<string, string>)['X-Tag'],
        event['multiValueQueryStringParameters'],
      ],
      likeliest: [{ k: '2' }, 'b', { k: ['1', '2'] }],
      otherwise:
        singleValueMaps === 'first' ? [{ k: '1' }, 'a', { k: ['1', '2'] }] : [{ k: '1,2' }, 'a,b', { k: ['1', '2'] }],
    }),
  ),
  {
    name: 'emptyAuthorizerContext',
    set: { emptyAuthorizerContext: 'as-absent' },
    api: {
      routes: [route('$default', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, context: {} }) },
    },
    requests: [['GET', '/', bearer]],
    see: contextOf,
    likeliest: { lambda: {} },
    otherwise: { lambda: null },
  },
  {
    name: 'nullContextMembers',
    set: { nullContextMembers: 'omitted' },
    api: {
      routes: [route('$default', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, context: { a: null, b: 1 } }) },
    },
    requests: [['GET', '/', bearer]],
    see: contextOf,
    likeliest: { lambda: { a: null, b: 1 } },
    otherwise: { lambda: { b: 1 } },
  },
  {
    name: 'authorizerTimeoutStatus',
    set: { authorizerTimeoutStatus: 503 },
    api: {
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => new Promise(() => undefined) },
      settings: { authorizerTimeoutMillis: 5 },
    },
    requests: [['GET', '/x', bearer]],
    likeliest: internal,
    otherwise: '503 {"message":"Service Unavailable"}',
  },
  {
    name: 'authorizerUnauthorizedError',
    set: { authorizerUnauthorizedError: 401 },
    api: { routes: [route('GET /x', custom())], handlers: { authorizer: failing('Unauthorized') } },
    requests: [['GET', '/x', bearer]],
    likeliest: internal,
    otherwise: '401 {"message":"Unauthorized"}',
  },
  {
    name: 'authorizerUnauthorizedError, for another message',
    set: { authorizerUnauthorizedError: 401 },
    api: { routes: [route('GET /x', custom())], handlers: { authorizer: failing('Unauthorized!') } },
    requests: [['GET', '/x', bearer]],
    likeliest: internal,
    otherwise: internal,
  },
  {
    name: 'authorizerAnswerLimitBytes',
    set: { authorizerAnswerLimitBytes: 8192 },
    api: {
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, context: { long: 'x'.repeat(9000) } }) },
    },
    requests: [['GET', '/x', bearer]],
    likeliest: '200 ok',
    otherwise: internal,
  },
  ...[
    { what: 'a policy where simple responses are on', simple: true, answer: policy },
    { what: 'a simple answer where they are off', simple: false, answer: { isAuthorized: true } },
  ].map(
    ({ what, simple, answer }): Case => ({
      name: `authorizerAnswerKind, for ${what}`,
      set: { authorizerAnswerKind: 'either' },
      api: {
        routes: [route('GET /x', custom({ enableSimpleResponses: simple }))],
        handlers: { authorizer: () => answer },
      },
      requests: [['GET', '/x', bearer]],
      likeliest: internal,
      otherwise: '200 ok',
    }),
  ),
  ...[
    { isAuthorized: 'true', otherwise: '200 ok' },
    { isAuthorized: 1, otherwise: '200 ok' },
    { isAuthorized: 'yes', otherwise: forbidden },
    { isAuthorized: undefined, otherwise: forbidden },
  ].map(
    ({ isAuthorized, otherwise }): Case => ({
      name: `isAuthorizedReading of ${JSON.stringify(isAuthorized)}`,
      set: { isAuthorizedReading: 'coerced' },
      api: { routes: [route('GET /x', custom())], handlers: { authorizer: () => ({ isAuthorized }) } },
      requests: [['GET', '/x', bearer]],
      likeliest: internal,
      otherwise,
    }),
  ),
  {
    name: 'authorizerExtraMembers',
    set: { authorizerExtraMembers: 'malformed' },
    api: {
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, usageIdentifierKey: 'x' }) },
    },
    requests: [['GET', '/x', bearer]],
    likeliest: '200 ok',
    otherwise: internal,
  },
  {
    name: 'cookieIdentitySource',
    set: { cookieIdentitySource: 'missing' },
    api: {
      routes: [route('GET /x', custom({ identitySource: ['$request.header.Cookie'] }))],
      handlers: { authorizer: allow },
    },
    requests: [['GET', '/x', withHeaders({ cookie: 'a=1' })]],
    likeliest: '200 ok',
    otherwise: '401 {"message":"Unauthorized"}',
  },
  ...[
    { identitySource: ['$request.header.Authorization'], otherwise: [1, 200] },
    { identitySource: [], otherwise: [2, 200] },
  ].map(
    ({ identitySource, otherwise }): Case => ({
      name: `absentAuthorizerTtl with ${identitySource.length} identity sources`,
      set: { absentAuthorizerTtl: 300 },
      api: { routes: [route('GET /x', withoutTtl(identitySource))], handlers: { authorizer: allow } },
      requests: [
        ['GET', '/x', bearer],
        ['GET', '/x', bearer],
      ],
      see: ({ authorizerCalls, status }) => [authorizerCalls, status],
      likeliest: [2, 200],
      otherwise,
    }),
  ),
  {
    name: 'authorizerDenials',
    set: { authorizerDenials: 'not-cached' },
    api: {
      routes: [route('GET /x', custom({ resultTtlSeconds: 60 }))],
      handlers: { authorizer: () => ({ isAuthorized: false }) },
    },
    requests: [
      ['GET', '/x', bearer],
      ['GET', '/x', bearer],
    ],
    see: ({ authorizerCalls, status }) => [authorizerCalls, status],
    likeliest: [1, 403],
    otherwise: [2, 403],
  },
  {
    name: 'authorizerErrors',
    set: { authorizerErrors: 'cached' },
    api: {
      routes: [route('GET /x', custom({ resultTtlSeconds: 60 }))],
      handlers: { authorizer: failing('keys unreachable') },
    },
    requests: [
      ['GET', '/x', bearer],
      ['GET', '/x', bearer],
    ],
    see: ({ authorizerCalls, status }) => [authorizerCalls, status],
    likeliest: [2, 500],
    otherwise: [1, 500],
  },
  ...[
    { claims: '{"a":1}', otherwise: [1, 500] },
    { claims: '[1]', otherwise: [1, 500] },
    { claims: 'plain', otherwise: [1, 200] },
    { claims: '7', otherwise: [1, 200] },
  ].map(
    ({ claims, otherwise }): Case => ({
      name: `cachedJsonText of ${claims}`,
      set: { cachedJsonText: 'malformed' },
      api: {
        routes: [route('GET /x', custom({ resultTtlSeconds: 60 }))],
        handlers: { authorizer: () => ({ isAuthorized: true, context: { claims } }) },
      },
      requests: [
        ['GET', '/x', bearer],
        ['GET', '/x', bearer],
      ],
      see: ({ authorizerCalls, status }) => [authorizerCalls, status],
      likeliest: [1, 200],
      otherwise,
    }),
  ),
  {
    name: 'unsignedErrorType',
    set: { unsignedErrorType: 'sent' },
    api: { routes: [route('GET /x', { type: 'AWS_IAM' })] },
    requests: [['GET', '/x']],
    see: ({ status, headers }) => [status, headers['x-amzn-errortype']],
    likeliest: [403, undefined],
    otherwise: [403, 'IncompleteSignatureException'],
  },
  {
    name: 'unsignedErrorType, for an unknown key',
    set: { unsignedErrorType: 'sent' },
    api: { routes: [route('GET /x', { type: 'AWS_IAM' })] },
    requests: [
      [
        'GET',
        '/x',
        withHeaders({
          authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260312/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
        }),
      ],
    ],
    see: ({ status, headers }) => [status, headers['x-amzn-errortype']],
    likeliest: [403, undefined],
    otherwise: [403, undefined],
  },
  {
    name: 'jwtErrorDescriptions',
    set: { jwtErrorDescriptions: { ...defaultSettings.jwtErrorDescriptions, algorithm: 'wrong algorithm' } },
    api: { routes: [jwtRoute('GET /x')], issuerKeys: { 'https://issuer.example': { keys: [] } } },
    requests: [['GET', '/x', withHeaders({ authorization: `Bearer ${btoa('{"alg":"HS256"}')}.e30.AA` })]],
    see: ({ headers }) => headers['www-authenticate'],
    likeliest: 'Bearer scope="" error="invalid_token" error_description="signing method is invalid"',
    otherwise: 'Bearer scope="" error="invalid_token" error_description="wrong algorithm"',
  },
  {
    name: 'routeCase',
    set: { routeCase: 'insensitive' },
    api: { routes: [route('GET /Pets')] },
    requests: [['GET', '/pETS']],
    likeliest: notFound,
    otherwise: '200 ok',
  },
  {
    name: 'greedyMatchesParent',
    set: { greedyMatchesParent: true },
    api: { routes: [route('GET /x/{proxy+}')] },
    requests: [['GET', '/x']],
    see: ({ status, event }) => [status, event['pathParameters']],
    likeliest: [404, undefined],
    otherwise: [200, { proxy: '' }],
  },
  {
    name: 'greedyMatchesParent, for a grandparent',
    set: { greedyMatchesParent: true },
    api: { routes: [route('GET /x/{y}/{proxy+}')] },
    requests: [['GET', '/x']],
    likeliest: notFound,
    otherwise: notFound,
  },
  {
    name: 'schemeWildcards',
    set: { schemeWildcards: 'literal' },
    api: { routes: [route('GET /x')], cors: { ...cors, allowOrigins: ['https://*'] } },
    requests: [['GET', '/x', withHeaders({ origin: 'https://x.example' })]],
    see: allowedOrigin,
    likeliest: 'https://x.example',
    otherwise: undefined,
  },
  {
    name: 'unmatchedOriginAnswer',
    set: { unmatchedOriginAnswer: 'first-allowed' },
    api: { routes: [route('GET /x')], cors },
    requests: [['GET', '/x', withHeaders({ origin: 'https://evil.example' })]],
    see: allowedOrigin,
    likeliest: undefined,
    otherwise: 'https://app.example',
  },
  {
    name: 'unmatchedOriginAnswer, without an origin',
    set: { unmatchedOriginAnswer: 'first-allowed' },
    api: { routes: [route('GET /x')], cors },
    requests: [['GET', '/x']],
    see: allowedOrigin,
    likeliest: undefined,
    otherwise: undefined,
  },
  {
    name: 'preflightAllowHeaders',
    set: { preflightAllowHeaders: 'echo' },
    api: { routes: [route('GET /x')], cors },
    requests: [
      [
        'OPTIONS',
        '/x',
        withHeaders({ origin: 'https://app.example', 'access-control-request-headers': 'x-one,x-two' }),
      ],
    ],
    see: ({ headers }) => headers['access-control-allow-headers'],
    likeliest: 'authorization',
    otherwise: 'x-one,x-two',
  },
  {
    name: 'corsListSeparator',
    set: { corsListSeparator: ', ' },
    api: { routes: [route('GET /x')], cors: { ...cors, allowMethods: ['GET', 'PUT'] } },
    requests: [['OPTIONS', '/x', withHeaders({ origin: 'https://app.example' })]],
    see: ({ headers }) => headers['access-control-allow-methods'],
    likeliest: 'GET,PUT',
    otherwise: 'GET, PUT',
  },
  {
    name: 'accessLogContextObjects',
    set: { accessLogContextObjects: 'unset' },
    api: {
      ...logging('$context.authorizer.map'),
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, context: { map: { a: [1] } } }) },
    },
    requests: [['GET', '/x', bearer]],
    see: ({ log }) => log,
    likeliest: 'BwcHBwcHBwcHBwc= {\\"a\\":[1]}',
    otherwise: 'BwcHBwcHBwcHBwc= -',
  },
  {
    name: 'accessLogEscapes',
    set: { accessLogEscapes: 'none' },
    api: { ...logging('"$context.identity.userAgent"'), routes: [route('GET /x')] },
    requests: [['GET', '/x', withHeaders({ 'user-agent': 'a"b' })]],
    see: ({ log }) => log,
    likeliest: 'BwcHBwcHBwcHBwc= "a\\"b"',
    otherwise: 'BwcHBwcHBwcHBwc= "a"b"',
  },
  {
    name: 'integrationUnreachableStatus',
    set: { integrationUnreachableStatus: 500 },
    api: { routes: [proxyRoute('GET /x', { uri: 'http://127.0.0.1:1/' })] },
    requests: [['GET', '/x']],
    see: ({ status }) => status,
    likeliest: 503,
    otherwise: 500,
  },
];

async function observe({ api, requests, see = statusAndText }: Case, set: Partial<Settings>): Promise<unknown> {
  const { gateway, send, functions, accessLog } = fixture({ ...api, settings: { ...api.settings, ...set } });
  let answer = { status: 0, text: '', headers: {} as Record<string, string> };
  for (const [method, target, more] of requests) {
    const [, host, path = '/x'] = /^host:([^/]+)(\/.*)?$/.exec(target) ?? [];
    if (host === undefined) answer = await send(method, target, more);
    else {
      const request = {
        method,
        target: path,
        headers: [['host', host] as const],
        body: new Uint8Array(),
        sourceIp: '',
      };
      const { status, body } = await gateway.handle(request);
      answer = { status, text: Buffer.from(body).toString(), headers: {} };
    }
  }
  return see({
    ...answer,
    event: functions.eventsOf('backend').at(-1) ?? {},
    authorizerCalls: functions.eventsOf('authorizer').length,
    log: accessLog.at(-1),
  });
}

describe('settings', () => {
  it.each(cases)('$name: the likeliest without, the other with it', async (row) => {
    expect(await observe(row, {})).toEqual(row.likeliest);
    expect(await observe(row, row.set)).toEqual(row.otherwise);
  });

  it('have a default that they allow', () => {
    expect(settingFaults({ ...defaultSettings })).toEqual([]);
    expect(Object.keys(defaultSettings).sort()).toEqual(Object.keys(settingRules).sort());
  });

  it.each<{ name: string; given: Readonly<Record<string, unknown>>; message: string }>([
    {
      name: 'a name that is none',
      given: { routePrecedense: 'path-first' },
      message: 'There is no setting "routePrecedense". Allowed: ',
    },
    { name: 'a name of every object', given: { constructor: 1 }, message: 'There is no setting "constructor"' },
    {
      name: 'another choice',
      given: { unsignedPayload: 'yes' },
      message: 'Setting unsignedPayload cannot have this value. Given: "yes". Allowed: "refused", "accepted".',
    },
    {
      name: 'text for a number',
      given: { jwtClockSkewSeconds: '5' },
      message: 'Setting jwtClockSkewSeconds cannot have this value. Given: "5". Allowed: seconds, 0 or more.',
    },
    {
      name: 'no number',
      given: { accountRateLimit: Number.NaN },
      message: 'Setting accountRateLimit cannot have this value. Given: null. Allowed: requests per second, 0 or more.',
    },
    { name: 'an entry too few', given: { authorizerCacheEntries: 0 }, message: 'Allowed: entries, 1 or more.' },
    {
      name: 'a line break in a header',
      given: { proxyVia: 'a\r\nb' },
      message: 'Allowed: a text without control characters.',
    },
    { name: 'an algorithm with a secret', given: { jwtAlgorithms: ['HS256'] }, message: 'Allowed: some of RS256' },
    { name: 'no algorithm', given: { jwtAlgorithms: [] }, message: 'Allowed: some of RS256' },
    {
      name: 'a text too few',
      given: { jwtErrorDescriptions: { expired: 'x' } },
      message: 'Allowed: a text for each of issuer, ',
    },
  ])('refuse $name, and say what is allowed', ({ given, message }) => {
    expect(() => completeSettings(given as Partial<Settings>)).toThrow(RangeError);
    expect(() => completeSettings(given as Partial<Settings>)).toThrow(message);
  });

  it('name everything that is wrong at once', () => {
    const given = { routeCase: 'x', nothing: 1 } as unknown as Partial<Settings>;
    expect(() => fixture({ settings: given })).toThrow(/routeCase[\s\S]*nothing/);
  });

  it('take no override for one that is undefined', () => {
    const given = { routeCase: undefined } as unknown as Partial<Settings>;
    expect(completeSettings(given).routeCase).toBe('sensitive');
  });
});
