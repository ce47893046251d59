import { describe, expect, it } from '@jest/globals';
import { integrationSourceArn, routeArn } from '../../../src/gateway/request/arns.ts';
import { authorizerEvent, integrationEvent } from '../../../src/gateway/request/build-event.ts';
import { decodeTarget } from '../../../src/gateway/request/decode-target.ts';
import { checkLimits } from '../../../src/gateway/request/limits.ts';
import { joinedQuery } from '../../../src/gateway/request/query.ts';
import { encodeBody } from '../../../src/gateway/request/request-body.ts';
import { receivedHeaders, splitCookies } from '../../../src/gateway/request/request-headers.ts';
import { createRequestId, createTraceId } from '../../../src/gateway/request/request-id.ts';
import { commonLogTime } from '../../../src/gateway/request/request-time.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { route, routedRequest, stage, startAt } from './support.ts';

const request = routedRequest().request;

describe('decodeTarget', () => {
  it.each([
    { target: '/pets/a%20b?k=%20', rawPath: '/pets/a b', rawQueryString: 'k=%20' },
    { target: '/a%2Fb', rawPath: '/a/b', rawQueryString: '' },
    { target: '/a?', rawPath: '/a', rawQueryString: '' },
    { target: '/a?x?y', rawPath: '/a', rawQueryString: 'x?y' },
    { target: '/%C3%A9', rawPath: '/é', rawQueryString: '' },
    { target: '/a+b', rawPath: '/a+b', rawQueryString: '' },
    { target: '/a//../b/.', rawPath: '/a//../b/.', rawQueryString: '' },
    { target: '/a%3Fadmin=1', rawPath: '/a', rawQueryString: '' },
    { target: 'http://other.example/a?b', rawPath: '/a', rawQueryString: 'b' },
  ])('$target -> $rawPath', ({ target, rawPath, rawQueryString }) => {
    expect(decodeTarget(target, defaultSettings)).toMatchObject({ rawPath, rawQueryString });
  });

  it('keeps a decoded question mark when told to', () => {
    const settings = { ...defaultSettings, decodedQuestionMark: 'kept' } as const;
    expect(decodeTarget('/a%3Fb', settings)).toMatchObject({ rawPath: '/a?b', encodedPath: '/a%3Fb' });
  });

  it.each([
    { target: '*' },
    { target: 'host:443' },
    { target: '/a#b' },
    { target: '/%zz' },
    { target: '/%' },
    { target: '/%ff' },
  ])('refuses $target', ({ target }) => {
    expect(decodeTarget(target, defaultSettings)).toMatchObject({ refusal: 'bad-request' });
  });
});

describe('checkLimits', () => {
  it.each([
    { name: 'a head of 10240 bytes', target: 'a'.repeat(10_240 - 15), bytes: 0, expected: undefined },
    { name: 'a head of 10241 bytes', target: 'a'.repeat(10_241 - 15), bytes: 0, expected: 'headers-too-large' },
    { name: 'a body of 10 MB', target: '/', bytes: 10_485_760, expected: undefined },
    { name: 'a body above 10 MB', target: '/', bytes: 10_485_761, expected: 'payload-too-large' },
  ])('$name -> $expected', ({ target, bytes, expected }) => {
    const sent = { ...request, target, body: new Uint8Array(bytes) };
    expect(checkLimits(sent, defaultSettings)?.refusal).toBe(expected);
  });

  it.each([
    { headSize: 'values', expected: undefined },
    { headSize: 'whole', expected: 'headers-too-large' },
  ] as const)('counts the $headSize of headers -> $expected', ({ headSize, expected }) => {
    const headers = Array.from({ length: 200 }, (_, at) => [`${'n'.repeat(50)}${at}`, 'x'.repeat(40)] as const);
    expect(checkLimits({ ...request, headers }, { headSize })?.refusal).toBe(expected);
    const more = Array.from({ length: 300 }, (_, at) => [`n${at}`, 'x'.repeat(40)] as const);
    expect(checkLimits({ ...request, headers: more }, { headSize })?.refusal).toBe('headers-too-large');
  });
});

describe('headers', () => {
  it('joins repeats without a space, lower-cases, adds what the gateway adds and drops the connection', () => {
    const sent = [
      ['X-Tag', 'one'],
      ['x-tag', 'two'],
      ['X-Forwarded-For', '198.51.100.1'],
      ['X-Forwarded-Proto', 'gopher'],
      ['X-Amzn-Trace-Id', 'Root=mine'],
      ['Connection', 'keep-alive'],
      ['Transfer-Encoding', 'chunked'],
    ] as const;
    const headers = receivedHeaders(
      { ...request, headers: sent, body: Buffer.from('abc') },
      'Root=1-x',
      defaultSettings,
    );
    expect(Object.fromEntries(headers)).toEqual({
      'x-tag': 'one,two',
      'x-forwarded-for': '198.51.100.1, 203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-amzn-trace-id': 'Root=1-x',
      'content-length': '3',
    });
  });

  it('gives a body-less request a content-length of 0 and its peer as x-forwarded-for', () => {
    const headers = receivedHeaders(request, 'Root=1-x', defaultSettings);
    expect(headers.get('content-length')).toBe('0');
    expect(headers.get('x-forwarded-for')).toBe('203.0.113.7');
  });

  it('splits cookies of all Cookie headers', () => {
    const headers = [
      ['Cookie', 'a=1; b=2;'],
      ['cookie', 'c=3'],
    ] as const;
    expect(splitCookies(headers)).toEqual(['a=1', 'b=2', 'c=3']);
  });
});

describe('joinedQuery', () => {
  it.each([
    { query: 'k=one&k=two', expected: { k: 'one,two' } },
    { query: 'p=a%2Bb&q=a+b&e=', expected: { p: 'a+b', q: 'a b', e: '' } },
    { query: 'flag&K=1&k=2', expected: { flag: '', K: '1', k: '2' } },
    { query: 'bad=%zz&&', expected: { bad: '%zz' } },
    { query: '', expected: {} },
  ])('$query', ({ query, expected }) => {
    expect(Object.fromEntries(joinedQuery(query))).toEqual(expected);
  });
});

describe('encodeBody', () => {
  const text = { body: 'hé', isBase64Encoded: false };
  const base64 = { body: 'aMOp', isBase64Encoded: true };
  it.each([
    { type: 'text/plain', expected: text },
    { type: 'TEXT/HTML; charset=utf-8', expected: text },
    { type: 'application/json', expected: text },
    { type: 'Application/JSON;charset=utf-8', expected: text },
    { type: 'application/xml', expected: text },
    { type: 'application/javascript', expected: text },
    { type: 'application/problem+json', expected: base64 },
    { type: 'application/x-www-form-urlencoded', expected: base64 },
    { type: 'multipart/form-data; boundary=x', expected: base64 },
    { type: 'application/octet-stream', expected: base64 },
    { type: undefined, expected: base64 },
  ])('$type', ({ type, expected }) => {
    expect(encodeBody(Buffer.from('hé'), type, defaultSettings)).toEqual(expected);
  });

  it('has no body for none', () => {
    expect(encodeBody(new Uint8Array(), 'text/plain', defaultSettings)).toEqual({ isBase64Encoded: false });
  });

  it('reads +json as text when told to', () => {
    const settings = { jsonSuffixIsText: true };
    expect(encodeBody(Buffer.from('hé'), 'application/vnd.api+json; v=1', settings)).toEqual(text);
  });
});

describe('ids and times', () => {
  it('makes request ids of 15 characters and an equals sign', () => {
    expect(createRequestId((count) => new Uint8Array(count).fill(255))).toMatch(/^[\w-]{15}=$/);
  });

  it('makes trace ids of the epoch and 96 bits', () => {
    expect(createTraceId(0x67793ffa * 1000, (count) => new Uint8Array(count).fill(1))).toBe(
      `Root=1-67793ffa-${'01'.repeat(12)}`,
    );
  });

  it('writes the time in Common Log Format', () => {
    expect(commonLogTime(Date.UTC(2020, 2, 2, 19, 3, 8))).toBe('02/Mar/2020:19:03:08 +0000');
  });
});

/** What arrives: members that are undefined do not. */
const asSent = (event: object): Record<string, unknown> => JSON.parse(JSON.stringify(event));

describe('events', () => {
  const full = routedRequest({
    request: { ...request, headers: [['cookie', 'a=1; b=2']], body: Buffer.from('{}') },
    headers: new Map([
      ['content-type', 'application/json'],
      ['cookie', 'a=1; b=2'],
      ['user-agent', 'curl/8'],
    ]),
    rawPath: '/dev/pets/42',
    rawQueryString: 'k=1&k=2',
    stage: stage('dev', { variables: { v: '1' } }),
  });

  it('builds the whole integration event', () => {
    expect(integrationEvent(full, { lambda: { sub: 'u1' } }, defaultSettings)).toEqual({
      version: '2.0',
      routeKey: 'GET /pets/{id}',
      rawPath: '/dev/pets/42',
      rawQueryString: 'k=1&k=2',
      cookies: ['a=1', 'b=2'],
      headers: { 'content-type': 'application/json', 'user-agent': 'curl/8' },
      queryStringParameters: { k: '1,2' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'abc1234567',
        authorizer: { lambda: { sub: 'u1' } },
        domainName: 'abc1234567.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'abc1234567',
        http: {
          method: 'GET',
          path: '/dev/pets/42',
          protocol: 'HTTP/1.1',
          sourceIp: '203.0.113.7',
          userAgent: 'curl/8',
        },
        requestId: 'JKJaXmPLvHcESHA=',
        routeKey: 'GET /pets/{id}',
        stage: 'dev',
        time: '12/Mar/2026:19:03:58 +0000',
        timeEpoch: startAt,
      },
      pathParameters: { id: '42' },
      stageVariables: { v: '1' },
      body: '{}',
      isBase64Encoded: false,
    });
  });

  it('leaves out what is empty and always has rawQueryString and isBase64Encoded', () => {
    const bare = routedRequest({ pathParameters: new Map() });
    const event = asSent(integrationEvent(bare, undefined, defaultSettings));
    expect(Object.keys(event).sort()).toEqual(
      ['headers', 'isBase64Encoded', 'rawPath', 'rawQueryString', 'requestContext', 'routeKey', 'version'].sort(),
    );
    expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
    expect(event['requestContext']).not.toHaveProperty('authorizer');
  });

  it('shows an authorizer the identity sources and the concrete ARN, never the body', () => {
    const event = asSent(authorizerEvent(full, ['token', 'GET /pets/{id}'], defaultSettings));
    expect(event).toMatchObject({
      type: 'REQUEST',
      version: '2.0',
      routeArn: 'arn:aws:execute-api:us-east-1:123456789012:abc1234567/dev/GET/pets/42',
      identitySource: ['token', 'GET /pets/{id}'],
      routeKey: 'GET /pets/{id}',
      stageVariables: { v: '1' },
    });
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('isBase64Encoded');
    expect(event['requestContext']).not.toHaveProperty('authorizer');
  });

  it('has no identitySource, or null when told so, where none is configured', () => {
    expect(authorizerEvent(full, [], defaultSettings)).not.toHaveProperty('identitySource');
    const settings = { ...defaultSettings, absentIdentitySource: 'null' } as const;
    expect(authorizerEvent(full, [], settings)).toHaveProperty('identitySource', null);
  });

  it('survives names that objects treat specially', () => {
    const odd = routedRequest({
      headers: new Map([['__proto__', 'h']]),
      rawQueryString: '__proto__=q',
      pathParameters: new Map([['__proto__', 'p']]),
    });
    const text = JSON.stringify(integrationEvent(odd, undefined, defaultSettings));
    expect(text).toContain('"headers":{"__proto__":"h"}');
    expect(text).toContain('"queryStringParameters":{"__proto__":"q"}');
    expect(text).toContain('"pathParameters":{"__proto__":"p"}');
  });
});

describe('ARNs', () => {
  const place = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567';
  it.each([
    {
      routeKey: 'GET /pets/{id}',
      path: '/pets/42',
      route: `${place}/$default/GET/pets/42`,
      source: `${place}/$default/GET/pets/{id}`,
    },
    { routeKey: 'ANY /{proxy+}', path: '/', route: `${place}/$default/GET/`, source: `${place}/$default/GET/{proxy+}` },
    { routeKey: '$default', path: '/x', route: `${place}/$default/GET/x`, source: `${place}/$default/$default` },
  ])('$routeKey', ({ routeKey, path, route: expected, source }) => {
    const routed = routedRequest({ route: route(routeKey), routePath: path });
    expect(routeArn(routed)).toBe(expected);
    expect(integrationSourceArn(routed)).toBe(source);
  });
});
