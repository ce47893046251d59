import { describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { custom, fixture, jwtRoute, outcome, route, startAt } from './support.ts';

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

describe('output of a Lambda authorizer', () => {
  it.each([
    {
      name: 'an answer',
      answer: { isAuthorized: false, context: { why: 'x' } },
      output: { isAuthorized: false, context: { why: 'x' } },
    },
    { name: 'a malformed answer', answer: ['what'], output: ['what'] },
    {
      name: 'a failure, without its stack',
      answer: outcome({ kind: 'failed', error: { errorType: 'Error', errorMessage: 'boom', trace: ['at /home'] } }),
      output: { errorType: 'Error', errorMessage: 'boom' },
    },
    { name: 'what is no JSON', answer: outcome({ kind: 'returned', json: 'oops' }), output: 'oops' },
    { name: 'nothing of a throttled call', answer: outcome({ kind: 'throttled' }), output: undefined },
  ])('is $name', async ({ answer, output }) => {
    const { send, traces } = fixture({ routes: [route('GET /x', custom())], handlers: { authorizer: () => answer } });
    await send('GET', '/x', { headers });
    expect(traces[0]?.authorizer?.output).toEqual(output);
  });

  it.each([
    { name: 'a simple answer', simple: true, answer: { isAuthorized: true, context: { plan: 'gold' } } },
    { name: 'a policy', simple: false, answer: policy },
  ])('is $name of the cache on a hit', async ({ simple, answer }) => {
    const { send, traces } = fixture({
      routes: [route('GET /x', custom({ resultTtlSeconds: 60, enableSimpleResponses: simple }))],
      handlers: { authorizer: () => answer },
    });
    await send('GET', '/x', { headers });
    await send('GET', '/x', { headers });
    expect(traces.map(({ authorizer }) => [authorizer?.cache, authorizer?.output])).toEqual([
      ['miss', answer],
      ['hit', answer],
    ]);
  });

  it('names credentials of its context, and shows none', async () => {
    const context = { accessToken: 'internal', db: { password: 'hunter2' }, tokens: 3, hasToken: true, auth_time: 1 };
    const { send, traces } = fixture({
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, context }) },
    });
    await send('GET', '/x', { headers });
    expect(traces[0]?.authorizer?.output).toEqual({
      isAuthorized: true,
      context: { accessToken: hidden, db: { password: hidden }, tokens: 3, hasToken: true, auth_time: 1 },
    });
  });

  it('is cut where it is long', async () => {
    const { send, traces } = fixture({
      routes: [route('GET /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true, context: { long: 'x'.repeat(100_000) } }) },
    });
    await send('GET', '/x', { headers });
    const { characters, beginning } = (traces[0]?.authorizer?.output ?? {}) as {
      characters: number;
      beginning: string;
    };
    expect([characters, beginning.length]).toEqual([100_043, 16_384]);
  });
});

describe('output of the other authorizers', () => {
  it('is what a verified token says', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1' };
    const claims = { iss: 'https://issuer.example', aud: 'orders', exp: startAt / 1000 + 60, sub: 'u1', scope: 'a b' };
    const signed = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
    const { send, traces } = fixture({
      routes: [jwtRoute('GET /x', ['b'])],
      issuerKeys: { 'https://issuer.example': { keys: [jwk] } },
    });
    await send('GET', '/x', { headers: [['Authorization', `Bearer ${signed}`]] });
    await send('GET', '/x', { headers: [['Authorization', `Bearer ${signed.slice(0, -6)}AAAAAA`]] });
    expect(traces.map(({ authorizer }) => [authorizer?.outcome, authorizer?.input, authorizer?.output])).toEqual([
      ['allow', undefined, { claims: expect.objectContaining({ sub: 'u1', scope: 'a b' }), scopes: ['a', 'b'] }],
      ['deny', undefined, undefined],
    ]);
  });

  it('is who signed the request', async () => {
    const keys = { accessKeyId: 'AKIAALICE', secretAccessKey: 'alice-secret' };
    const identity = {
      ...keys,
      userArn: 'arn:aws:iam::123456789012:user/alice',
      userId: 'AIDAALICE',
      accountId: '123456789012',
      policies: [{ Statement: { Effect: 'Allow' as const, Action: 'execute-api:Invoke', Resource: '*' } }],
    };
    const request = { service: 'execute-api', region: 'us-east-1', method: 'GET', path: '/x', host: '127.0.0.1:3000' };
    const date = { 'X-Amz-Date': '20260312T190358Z' };
    const { Host: _, ...signed } = aws4.sign({ ...request, headers: date, body: '' }, keys).headers;
    const { send, traces } = fixture({ routes: [route('GET /x', { type: 'AWS_IAM' })], identities: [identity] });
    expect((await send('GET', '/x', { headers: Object.entries(signed) })).status).toBe(200);
    expect(traces[0]?.authorizer?.output).toMatchObject({ userArn: identity.userArn, accessKey: 'AKIAALICE' });
  });
});
