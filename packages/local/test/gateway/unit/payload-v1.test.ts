import { describe, expect, it } from '@jest/globals';
import { integrationEventV1 } from '../../../src/gateway/request/build-event-v1.ts';
import { interpretIntegrationResult } from '../../../src/gateway/respond/integration-response.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { custom, type FixtureOptions, fixture, route, routedRequest, stage, startAt } from './support.ts';

const v1 = { payloadFormatVersion: '1.0' as const };
const arn = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567';
const allow = (resource: string, more: object = {}) => ({
  principalId: 'alice',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: resource }],
  },
  ...more,
});
const behindV1 = (options: FixtureOptions, answer: unknown, changes: object = {}) =>
  fixture({
    routes: [route('GET /pets/{id}', custom({ ...v1, enableSimpleResponses: false, ...changes }), v1)],
    ...options,
    handlers: { authorizer: () => answer, ...options.handlers },
  });
const bearer = { headers: [['Authorization', 'Bearer abcdefgh'] as const] };

describe('the event of payload format 1.0', () => {
  it('has every documented member, null where it is empty', () => {
    expect(integrationEventV1(routedRequest({ pathParameters: new Map() }), undefined, defaultSettings)).toEqual({
      version: '1.0',
      resource: '/pets/{id}',
      path: '/pets/42',
      httpMethod: 'GET',
      headers: {},
      multiValueHeaders: {},
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      requestContext: {
        accountId: '123456789012',
        apiId: 'abc1234567',
        domainName: 'abc1234567.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'abc1234567',
        extendedRequestId: 'JKJaXmPLvHcESHA=',
        httpMethod: 'GET',
        identity: {
          accessKey: null,
          accountId: null,
          caller: null,
          cognitoAmr: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          principalOrgId: null,
          sourceIp: '203.0.113.7',
          user: null,
          userAgent: '',
          userArn: null,
        },
        path: '/pets/42',
        protocol: 'HTTP/1.1',
        requestId: 'JKJaXmPLvHcESHA=',
        requestTime: '12/Mar/2026:19:03:58 +0000',
        requestTimeEpoch: startAt,
        resourceId: 'GET /pets/{id}',
        resourcePath: '/pets/{id}',
        stage: '$default',
      },
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it('keeps every value of headers and query, the last one alone in the single maps', async () => {
    const { send, functions } = fixture({
      routes: [route('ANY /x/{id}', { type: 'NONE' }, v1)],
      stages: [stage('dev', { variables: { v: '1' } })],
    });
    await send('POST', '/dev/x/a%20b?k=1&k=2&e=', {
      headers: [
        ['content-type', 'text/plain'],
        ['accept', '*/*'],
        ['X-Custom', 'a'],
        ['x-custom', 'b'],
        ['cookie', 'a=1; b=2'],
        ['x-forwarded-for', '198.51.100.1'],
      ],
      body: Buffer.from('hi'),
    });
    expect(functions.eventsOf('backend')[0]).toMatchObject({
      resource: '/x/{id}',
      path: '/dev/x/a b',
      headers: {
        'Content-Type': 'text/plain',
        'Content-Length': '2',
        Host: '127.0.0.1:3000',
        accept: '*/*',
        'X-Custom': 'b',
        cookie: 'a=1; b=2',
        'X-Forwarded-For': '198.51.100.1, 203.0.113.7',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-/),
      },
      multiValueHeaders: { 'X-Custom': ['a', 'b'], 'X-Forwarded-For': ['198.51.100.1, 203.0.113.7'] },
      queryStringParameters: { k: '2', e: '' },
      multiValueQueryStringParameters: { k: ['1', '2'], e: [''] },
      pathParameters: { id: 'a b' },
      stageVariables: { v: '1' },
      body: 'hi',
      isBase64Encoded: false,
      requestContext: {
        path: '/dev/x/a b',
        stage: 'dev',
        resourceId: 'ANY /x/{id}',
        resourcePath: '/x/{id}',
        httpMethod: 'POST',
      },
    });
    expect(functions.eventsOf('backend')[0]).not.toHaveProperty('cookies');
  });
});

describe('the answer of payload format 1.0', () => {
  it('merges single and multiple headers, and knows no cookies', () => {
    const answer = interpretIntegrationResult(
      JSON.stringify({
        statusCode: 201,
        headers: { 'X-One': '1', 'Set-Cookie': 'a=1' },
        multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
        cookies: ['c=3'],
        body: 'aGk=',
        isBase64Encoded: true,
      }),
      '1.0',
    );
    expect({ ...answer, body: Buffer.from(answer.body).toString() }).toEqual({
      status: 201,
      headers: [
        ['x-one', '1'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['content-type', 'text/plain; charset=utf-8'],
      ],
      body: 'hi',
    });
  });

  it.each([
    { name: 'no statusCode', result: { body: 'hi' } },
    { name: 'text', result: 'hi' },
    { name: 'null', result: null },
    { name: 'multiValueHeaders that are no lists', result: { statusCode: 200, multiValueHeaders: { a: 'b' } } },
    { name: 'multiValueHeaders that are a list', result: { statusCode: 200, multiValueHeaders: [] } },
    { name: 'a line break in a header', result: { statusCode: 200, multiValueHeaders: { a: ['b\r\nc: d'] } } },
  ])('is 500 for $name', async ({ result }) => {
    const { send } = fixture({ routes: [route('GET /x', { type: 'NONE' }, v1)], handlers: { backend: () => result } });
    expect(await send('GET', '/x')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  });
});

describe('a Lambda authorizer of payload format 1.0', () => {
  it('is asked with its own event, and its context is flat for a 1.0 function', async () => {
    const { send, functions } = behindV1({}, allow(`${arn}/$default/GET/pets/*`, { context: { tier: 'gold', n: 1 } }), {
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
    });
    expect((await send('GET', '/pets/42?a=1', bearer)).status).toBe(200);
    expect(functions.eventsOf('authorizer')[0]).toMatchObject({
      version: '1.0',
      type: 'REQUEST',
      methodArn: `${arn}/$default/GET/pets/42`,
      identitySource: 'Bearer abcdefgh,GET /pets/{id}',
      authorizationToken: 'Bearer abcdefgh,GET /pets/{id}',
      resource: '/pets/{id}',
      path: '/pets/42',
      httpMethod: 'GET',
      queryStringParameters: { a: '1' },
      pathParameters: { id: '42' },
      stageVariables: null,
      requestContext: { resourceId: 'GET /pets/{id}', apiId: 'abc1234567', stage: '$default' },
    });
    expect(functions.eventsOf('authorizer')[0]).not.toHaveProperty('body');
    expect(functions.eventsOf('backend')[0]).toMatchObject({
      requestContext: { authorizer: { principalId: 'alice', tier: 'gold', n: 1 } },
    });
  });

  it('reaches a 2.0 function under lambda', async () => {
    const auth = custom({ ...v1, enableSimpleResponses: false });
    const { send, functions } = fixture({
      routes: [route('GET /x', auth)],
      handlers: { authorizer: () => allow(`${arn}/*`, { context: { a: true } }) },
    });
    await send('GET', '/x', bearer);
    const [event] = functions.eventsOf('backend') as { requestContext: { authorizer: unknown } }[];
    expect(event?.requestContext.authorizer).toEqual({ lambda: { a: true } });
  });

  it.each([
    { name: 'a policy for another path', answer: allow(`${arn}/$default/GET/cats/*`), status: 403 },
    { name: 'a simple answer', answer: { isAuthorized: true }, status: 500 },
    { name: 'claims in its context', answer: allow(`${arn}/*`, { context: { claims: {} } }), status: 500 },
    { name: 'nothing', answer: null, status: 500 },
  ])('is $status for $name', async ({ answer, status }) => {
    const { send, functions } = behindV1({}, answer);
    expect((await send('GET', '/pets/42', bearer)).status).toBe(status);
    expect(functions.eventsOf('backend')).toEqual([]);
  });

  it('is cached as a policy that each request is measured against', async () => {
    const { send, functions } = behindV1({}, allow(`${arn}/$default/GET/pets/1`), { resultTtlSeconds: 60 });
    expect((await send('GET', '/pets/1', bearer)).status).toBe(200);
    expect((await send('GET', '/pets/2', bearer)).status).toBe(403);
    expect(functions.eventsOf('authorizer')).toHaveLength(1);
  });

  it('cannot have simple responses', () => {
    expect(() => fixture({ routes: [route('GET /x', custom(v1))] })).toThrow(
      'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".',
    );
  });
});
