import { describe, expect, it } from '@jest/globals';
import { custom, fixture, route } from './support.ts';

// What a record says of the authorizer: what it was given, what it gave back.

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';

const headers = [
  ['Authorization', `Bearer ${token}`],
  ['X-Tenant', 'acme'],
  ['Cookie', 'sid=fedcba9876543210; theme=dark'],
] as const;

const hidden = '[redacted]';

const policy = {
  principalId: 'u1',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['execute-api:Invoke'], NotResource: ['arn:aws:execute-api:*:*:*/none'] }],
  },
  context: { plan: 'gold' },
};

describe('input of a Lambda authorizer', () => {
  it('is its event, with credentials named and not shown', async () => {
    const identitySource = ['$request.header.Authorization', '$request.querystring.key', '$context.routeKey'];
    const { send, traces } = fixture({
      routes: [route('GET /pets/{id}', custom({ identitySource }))],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
    });
    await send('GET', '/pets/42?key=s3cr3t&page=2&k%65y=more', { headers });
    expect(traces[0]?.authorizer?.input).toMatchObject({
      type: 'REQUEST',
      routeArn: 'arn:aws:execute-api:us-east-1:123456789012:abc1234567/$default/GET/pets/42',
      routeKey: 'GET /pets/{id}',
      identitySource: hidden,
      rawQueryString: `key=${hidden}&page=2&k%65y=${hidden}`,
      queryStringParameters: { key: hidden, page: '2' },
      cookies: [`sid=${hidden}`, `theme=${hidden}`],
      headers: { authorization: hidden, 'x-tenant': 'acme' },
      pathParameters: { id: '42' },
    });
  });

  it('is named the same way in payload format 1.0', async () => {
    const { send, traces } = fixture({
      routes: [route('GET /pets', custom({ payloadFormatVersion: '1.0', enableSimpleResponses: false }))],
      handlers: { authorizer: () => policy },
    });
    await send('GET', '/pets?access_token=a&access_token=b', { headers });
    expect(traces[0]?.authorizer).toMatchObject({
      input: {
        authorizationToken: hidden,
        identitySource: hidden,
        headers: { Authorization: hidden, Cookie: hidden, 'X-Tenant': 'acme' },
        multiValueHeaders: { Authorization: hidden, Cookie: hidden, 'X-Tenant': ['acme'] },
        queryStringParameters: { access_token: hidden },
        multiValueQueryStringParameters: { access_token: hidden },
      },
      output: policy,
    });
  });

  it('shows identity sources that are no credentials', async () => {
    const { send, traces } = fixture({
      routes: [route('GET /pets', custom({ identitySource: ['$context.routeKey', '$request.header.host'] }))],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
    });
    await send('GET', '/pets');
    expect(traces[0]?.authorizer?.input).toMatchObject({ identitySource: ['GET /pets', '127.0.0.1:3000'] });
  });

  it('is absent where nothing was invoked', async () => {
    const { send, traces } = fixture({
      routes: [route('GET /pets', custom({ resultTtlSeconds: 60 }))],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
    });
    await send('GET', '/pets');
    await send('GET', '/pets', { headers });
    await send('GET', '/pets', { headers });
    expect(traces.map(({ authorizer }) => [authorizer?.cache, authorizer?.input !== undefined])).toEqual([
      ['none', false],
      ['miss', true],
      ['hit', false],
    ]);
  });
});
