import { describe, expect, it } from '@jest/globals';
import { authorizerEvent, integrationEvent } from '../../../src/gateway/request/build-event.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { routedRequest, stage, startAt } from './support.ts';

const request = routedRequest().request;

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
