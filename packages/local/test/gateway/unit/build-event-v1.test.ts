import { describe, expect, it } from '@jest/globals';
import { integrationEventV1 } from '../../../src/gateway/request/build-event-v1.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { fixture, route, routedRequest, stage, startAt } from './support.ts';

const v1 = { payloadFormatVersion: '1.0' as const };

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
