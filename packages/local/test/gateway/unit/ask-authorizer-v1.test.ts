import { describe, expect, it } from '@jest/globals';
import { custom, type FixtureOptions, fixture, route } from './support.ts';

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
