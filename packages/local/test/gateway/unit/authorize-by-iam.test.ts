import { request as httpRequest } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import type { Identity } from '../../../src/iam/index.ts';
import { type Fixture, fixture, route, startAt } from './support.ts';

const place = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567/$default';
const identity = (changes: Partial<Identity> = {}): Identity => ({
  accessKeyId: 'AKIAALICE',
  secretAccessKey: 'alice-secret-alice-secret',
  userArn: 'arn:aws:iam::123456789012:user/alice',
  userId: 'AIDAALICE',
  accountId: '123456789012',
  policies: [
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${place}/*` },
        { Effect: 'Deny', Action: 'execute-api:Invoke', Resource: `${place}/GET/denied` },
      ],
    },
  ],
  ...changes,
});
const session = identity({ accessKeyId: 'ASIABOB', secretAccessKey: 'bob-secret', sessionToken: 'bob-session-token' });
const foreign = identity({ accessKeyId: 'AKIAFOREIGN', accountId: '999999999999' });
const stranger = identity({ accessKeyId: 'AKIASTRANGER' });
const powerless = identity({ accessKeyId: 'AKIAPOWERLESS', policies: [] });

interface Signable {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}
type Signer = (request: Signable, who: Identity) => Promise<Signable>;
const amzDate = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

const withAws4: Signer = async ({ method, path, headers, body }, who) => {
  const { accessKeyId, secretAccessKey, sessionToken } = who;
  const host = headers['host'] ?? '';
  const given = { 'X-Amz-Date': amzDate(startAt), ...headers };
  const signed = aws4.sign(
    { service: 'execute-api', region: 'us-east-1', method, path, host, headers: given, body },
    { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
  );
  return { method, path: signed.path, headers: signed.headers, body };
};

const withSmithy: Signer = async ({ method, path, headers, body }, who) => {
  const signer = new SignatureV4({ credentials: who, region: 'us-east-1', service: 'execute-api', sha256: Sha256 });
  const url = new URL(path, 'http://a');
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  const options = { signingDate: new Date(startAt) };
  const unsigned = { method, protocol: 'http:', hostname: 'a', path: path.split('?')[0] ?? '', query, headers, body };
  return { method, path, headers: (await signer.sign(unsigned, options)).headers, body };
};

let subject: Fixture;
let address: { url: string; port: number };
beforeAll(async () => {
  const routes = ['GET /x', 'POST /x', 'GET /denied', 'GET /files/{proxy+}', 'PUT /x'];
  subject = fixture({
    routes: routes.map((key) => route(key, { type: 'AWS_IAM' })),
    identities: [identity(), session, foreign, powerless],
  });
  address = await subject.listen();
});
afterAll(() => subject.close());
beforeEach(() => {
  subject.traces.length = 0;
  subject.functions.calls.length = 0;
});

const send = ({ method, path, headers, body }: Signable) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: address.port, method, path, headers, agent: false };
    const request = httpRequest(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });

const plain = (changes: Partial<Signable> = {}): Signable => ({
  method: 'GET',
  path: '/x',
  body: '',
  ...changes,
  headers: { host: `127.0.0.1:${address.port}`, ...changes.headers },
});

const signers = [
  { name: 'aws4', sign: withAws4 },
  { name: '@smithy/signature-v4', sign: withSmithy },
];

describe.each(signers)('AWS_IAM, signed by $name', ({ sign }) => {
  it.each([
    { name: 'a plain GET', request: {} },
    { name: 'a query', request: { path: '/x?b=2&a=1&a=0&c=%20%2B%C3%A9&d=' } },
    { name: 'an encoded path', request: { path: '/files/a%20b/c%C3%A9%3A%28' } },
    { name: 'a trailing slash', request: { path: '/files/a/' } },
    { name: 'a body', request: { method: 'POST', body: '{"a":"é"}', headers: { 'content-type': 'application/json' } } },
    { name: 'extra signed headers', request: { headers: { 'x-custom': 'a   b', 'x-amz-meta': 'y' } } },
  ])('lets $name in', async ({ request }) => {
    const answer = await send(await sign(plain(request), identity()));
    expect([subject.traces[0]?.error, answer.status]).toEqual([undefined, 200]);
  });

  it('lets a session in, with its token', async () => {
    expect((await send(await sign(plain(), session))).status).toBe(200);
  });

  it('tells the function who called', async () => {
    await send(await sign(plain(), identity()));
    expect(subject.functions.eventsOf('backend')[0]).toMatchObject({
      requestContext: {
        authorizer: {
          iam: {
            accessKey: 'AKIAALICE',
            accountId: '123456789012',
            callerId: 'AIDAALICE',
            cognitoIdentity: null,
            principalOrgId: null,
            userArn: 'arn:aws:iam::123456789012:user/alice',
            userId: 'AIDAALICE',
          },
        },
      },
    });
  });

  it.each<{
    name: string;
    who?: Identity;
    request?: Partial<Signable>;
    spoil?: (signed: Signable) => Partial<Signable>;
    reason: string;
  }>([
    {
      name: 'no signature',
      spoil: ({ headers }) => ({ headers: without(headers, 'authorization') }),
      reason: 'not signed',
    },
    {
      name: 'a bearer token',
      spoil: ({ headers }) => ({ headers: { ...without(headers, 'authorization'), authorization: 'Bearer x' } }),
      reason: 'no AWS4-HMAC-SHA256',
    },
    { name: 'another path', spoil: () => ({ path: '/files/y' }), reason: 'does not match' },
    { name: 'another query', spoil: () => ({ path: '/x?a=1' }), reason: 'does not match' },
    { name: 'another method', spoil: () => ({ method: 'PUT' }), reason: 'does not match' },
    { name: 'another body', request: { method: 'POST', body: 'a' }, spoil: () => ({ body: 'b' }), reason: '' },
    {
      name: 'another header value',
      request: { headers: { 'x-custom': 'a' } },
      spoil: ({ headers }) => ({ headers: { ...headers, 'x-custom': 'b' } }),
      reason: 'does not match',
    },
    { name: 'a wrong secret', who: identity({ secretAccessKey: 'guess' }), reason: 'does not match' },
    { name: 'an unknown key', who: stranger, reason: 'access key id is unknown' },
    {
      name: 'a session without its token',
      who: { ...session, sessionToken: undefined } as unknown as Identity,
      reason: 'session token',
    },
    { name: 'a session with another token', who: { ...session, sessionToken: 'other' }, reason: 'session token' },
    { name: 'a token nobody has', who: identity({ sessionToken: 'made-up' }), reason: 'session token' },
    {
      name: 'an unsigned x-amz header',
      spoil: ({ headers }) => ({ headers: { ...headers, 'x-amz-extra': '1' } }),
      reason: 'must be signed: x-amz-extra',
    },
    { name: 'another account', who: foreign, reason: 'another account' },
    { name: 'no policy', who: powerless, reason: 'do not allow execute-api:Invoke' },
    { name: 'an explicit deny', request: { path: '/denied' }, reason: 'explicitly deny execute-api:Invoke' },
    { name: 'an empty segment', request: { path: '/files//a' }, reason: 'must not hold empty' },
    { name: 'a dot segment', request: { path: '/files/../x' }, reason: 'must not hold empty' },
  ])('answers 403 to $name', async ({ who = identity(), request = {}, spoil, reason }) => {
    const signed = await sign(plain(request), who);
    const answer = await send({ ...signed, ...spoil?.(signed) });
    expect(answer).toEqual({ status: 403, text: '{"message":"Forbidden"}' });
    expect(subject.functions.calls).toEqual([]);
    expect(subject.traces[0]?.authorizer).toMatchObject({ type: 'AWS_IAM', outcome: 'deny' });
    expect(subject.traces[0]?.error).toContain(reason);
    expect(JSON.stringify(subject.traces)).not.toMatch(/Signature=|bob-session-token|secret-alice/);
  });
});

const without = (headers: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key.toLowerCase() !== name));

describe('AWS_IAM', () => {
  it.each([
    { name: '5 minutes late', skew: -300_000, status: 200 },
    { name: 'more than 5 minutes late', skew: -301_000, status: 403 },
    { name: '5 minutes early', skew: 300_000, status: 200 },
    { name: 'more than 5 minutes early', skew: 301_000, status: 403 },
  ])('answers $status to a signature $name', async ({ skew, status }) => {
    const signed = await withAws4(plain({ headers: { 'X-Amz-Date': amzDate(startAt + skew) } }), identity());
    expect((await send(signed)).status).toBe(status);
  });

  it.each([
    { name: 'unsigned', hash: 'UNSIGNED-PAYLOAD', reason: 'not supported' },
    { name: 'chunked', hash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', reason: 'not supported' },
    { name: 'wrongly hashed', hash: '0'.repeat(64), reason: 'not the hash of the body' },
  ])('refuses a payload that is $name, though signed so', async ({ hash, reason }) => {
    const request = plain({ method: 'POST', body: 'abc', headers: { 'x-amz-content-sha256': hash } });
    expect((await send(await withAws4(request, identity()))).status).toBe(403);
    expect(subject.traces[0]?.error).toContain(reason);
  });

  it.each([
    { name: 'another region', scope: { region: 'eu-west-1' }, reason: 'region must be us-east-1' },
    { name: 'another service', scope: { service: 's3' }, reason: 'service must be execute-api' },
  ])('refuses $name in the scope', async ({ scope, reason }) => {
    const { accessKeyId, secretAccessKey } = identity();
    const signed = aws4.sign(
      {
        service: 'execute-api',
        region: 'us-east-1',
        path: '/x',
        headers: { host: `127.0.0.1:${address.port}`, 'X-Amz-Date': amzDate(startAt) },
        ...scope,
      },
      { accessKeyId, secretAccessKey },
    );
    expect((await send(plain({ headers: signed.headers }))).status).toBe(403);
    expect(subject.traces[0]?.error).toContain(reason);
  });

  it.each([
    { name: 'a name the signer loses', path: '/x?__proto__=1', reason: '__proto__' },
    { name: 'bytes that are no UTF-8', path: '/x?a=%ff', reason: 'percent-encoded UTF-8' },
  ])('refuses a query with $name, since the signature does not cover it', async ({ path, reason }) => {
    const signed = await withAws4(plain(), identity());
    expect((await send({ ...signed, path })).status).toBe(403);
    expect(subject.traces[0]?.error).toContain(reason);
  });

  it.each([
    { name: 'another scheme', change: (text: string) => text.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256') },
    { name: 'a part too many', change: (text: string) => `${text}, More=1` },
    {
      name: 'a part twice',
      change: (text: string) => text.replace(/SignedHeaders=[^,]*/, 'Credential=a/b/c/d/aws4_request'),
    },
    { name: 'a short signature', change: (text: string) => text.slice(0, -1) },
    {
      name: 'an upper-case header name',
      change: (text: string) => text.replace('SignedHeaders=host', 'SignedHeaders=Host'),
    },
    {
      name: 'a header signed twice',
      change: (text: string) => text.replace('SignedHeaders=host', 'SignedHeaders=host;host'),
    },
    { name: 'another terminator', change: (text: string) => text.replace('aws4_request', 'aws4') },
    { name: 'no parts', change: () => 'AWS4-HMAC-SHA256 x' },
  ])('refuses an Authorization header with $name', async ({ change }) => {
    const signed = await withAws4(plain(), identity());
    const { Authorization = '', ...headers } = signed.headers;
    expect((await send({ ...signed, headers: { ...headers, Authorization: change(Authorization) } })).status).toBe(403);
    expect(subject.traces[0]?.error).toContain('no AWS4-HMAC-SHA256 signature');
  });

  it.each([
    { name: 'an unsigned host', names: 'x-amz-date', reason: 'host header must be signed' },
    { name: 'an unsigned date', names: 'host', reason: 'must be signed: x-amz-date' },
    { name: 'a signed header that is not there', names: 'host;x-amz-date;x-gone', reason: 'sent exactly once' },
    { name: 'a signed date header', names: 'date;host;x-amz-date', reason: 'signed date header' },
  ])('refuses $name', async ({ names, reason }) => {
    const signed = await withAws4(plain({ headers: { date: 'Thu, 12 Mar 2026 19:03:58 GMT' } }), identity());
    const { Authorization = '', ...headers } = signed.headers;
    const renamed = Authorization.replace(/SignedHeaders=[^,]*/, `SignedHeaders=${names}`);
    expect((await send({ ...signed, headers: { ...headers, Authorization: renamed } })).status).toBe(403);
    expect(subject.traces[0]?.error).toContain(reason);
  });

  it.each([{ date: '2026-03-12T19:03:58Z' }, { date: '20261312T190358Z' }, { date: 'now' }])(
    'refuses the date $date',
    async ({ date }) => {
      const signed = await withAws4(plain(), identity());
      expect((await send({ ...signed, headers: { ...signed.headers, 'X-Amz-Date': date } })).status).toBe(403);
      expect(subject.traces[0]?.error).toContain('YYYYMMDDTHHMMSSZ');
    },
  );

  it('refuses identities whose policies it cannot read, and two of one key', () => {
    const conditional = { Effect: 'Allow', Action: '*', Resource: '*', Condition: {} } as const;
    expect(() => fixture({ identities: [identity({ policies: [{ Statement: conditional }] })] })).toThrow(
      'a policy of arn:aws:iam::123456789012:user/alice cannot be used: policy statement 0 has members',
    );
    expect(() => fixture({ identities: [identity(), identity()] })).toThrow('two identities share one access key id');
  });
});

describe('AWS_IAM, signed in the query', () => {
  const presigned = async (
    changes: Partial<Signable> = {},
    who = identity(),
    options: Parameters<SignatureV4['presign']>[1] = {},
  ): Promise<Signable> => {
    const request = plain(changes);
    const signer = new SignatureV4({ credentials: who, region: 'us-east-1', service: 'execute-api', sha256: Sha256 });
    const url = new URL(request.path, 'http://a');
    const query: Record<string, string[]> = {};
    for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
    const unsigned = { ...request, protocol: 'http:', hostname: 'a', path: request.path.split('?')[0] ?? '', query };
    const signed = await signer.presign(unsigned, { signingDate: new Date(startAt), expiresIn: 900, ...options });
    const pairs = Object.entries(signed.query ?? {}).flatMap(([name, value]) =>
      [value ?? ''].flat().map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`),
    );
    return { ...request, path: `${unsigned.path}?${pairs.join('&')}` };
  };
  const withAws4Query = (who: Identity, path = '/x'): Signable => {
    const { host = '' } = plain().headers;
    const { accessKeyId, secretAccessKey, sessionToken } = who;
    const signed = aws4.sign(
      {
        service: 'execute-api',
        region: 'us-east-1',
        method: 'GET',
        path: `${path}${path.includes('?') ? '&' : '?'}X-Amz-Date=${amzDate(startAt)}`,
        host,
        headers: { host },
        body: '',
        signQuery: true,
      } as Parameters<typeof aws4.sign>[0],
      { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    );
    return plain({ path: signed.path });
  };
  const outcome = async (request: Signable) => {
    const { status } = await send(request);
    return { status, reason: subject.traces.at(-1)?.authorizer?.reason };
  };

  it.each([
    { name: 'a plain GET', request: {} },
    { name: 'a query of its own', request: { path: '/x?b=2&a=1&a=0&c=%20%2B%C3%A9&d=' } },
    { name: 'a body', request: { method: 'POST', body: '{"a":1}' } },
  ])('lets $name in', async ({ request }) => {
    expect(await outcome(await presigned(request))).toEqual({ status: 200, reason: undefined });
  });

  it('lets in what aws4 signs, without X-Amz-Expires, and sessions with their token', async () => {
    expect(await outcome(withAws4Query(identity()))).toEqual({ status: 200, reason: undefined });
    expect(await outcome(withAws4Query(session, '/x?k=v'))).toEqual({ status: 200, reason: undefined });
    expect(await outcome(await presigned({}, session))).toEqual({ status: 200, reason: undefined });
  });

  it.each([
    {
      name: 'a changed path',
      change: (path: string) => path.replace('/x', '/files/x'),
      reason: 'the signature does not match the request',
    },
    {
      name: 'an added parameter',
      change: (path: string) => `${path}&a=1`,
      reason: 'the signature does not match the request',
    },
    {
      name: 'a longer life',
      change: (path: string) => path.replace('Expires=900', 'Expires=901'),
      reason: 'the signature does not match the request',
    },
    {
      name: 'another signature',
      change: (path: string) => path.replace(/Signature=[0-9a-f]{4}/, 'Signature=0000'),
      reason: 'the signature does not match the request',
    },
    {
      name: 'a second signature',
      change: (path: string) => `${path}&x-amz-signature=${'0'.repeat(64)}`,
      reason: 'the query is no AWS4-HMAC-SHA256 signature',
    },
    {
      name: 'no signature',
      change: (path: string) => path.replace(/&?X-Amz-Signature=[0-9a-f]+/, ''),
      reason: 'the query is no AWS4-HMAC-SHA256 signature',
    },
    {
      name: 'a life above a week',
      change: (path: string) => path.replace('Expires=900', 'Expires=604801'),
      reason: 'the query is no AWS4-HMAC-SHA256 signature',
    },
    {
      name: 'another key',
      change: (path: string) => path.replace('AKIAALICE', 'AKIANOBODY'),
      reason: 'the access key id is unknown',
    },
  ])('refuses $name', async ({ change, reason }) => {
    const request = await presigned();
    expect(await outcome({ ...request, path: change(request.path) })).toEqual({ status: 403, reason });
    expect(subject.functions.calls).toEqual([]);
  });

  it('refuses a body that is not the signed one', async () => {
    const request = await presigned({ method: 'POST', body: '{"a":1}' });
    expect((await outcome({ ...request, body: '{"a":2}' })).status).toBe(403);
  });

  it('refuses a request that is signed in both places', async () => {
    const request = await presigned();
    const headers = { ...request.headers, authorization: 'AWS4-HMAC-SHA256 x' };
    expect((await outcome({ ...request, headers })).reason).toContain('not in both');
  });

  it.each([
    { name: 'header', unhoistableHeaders: new Set(['x-amz-content-sha256']) },
    { name: 'query', unhoistableHeaders: new Set<string>() },
  ])('does not take a signed hash in the $name for a body it does not describe', async ({ unhoistableHeaders }) => {
    const headers = { 'x-amz-content-sha256': '0'.repeat(64) };
    const request = await presigned({ method: 'POST', body: 'x', headers }, identity(), { unhoistableHeaders });
    const { 'x-amz-content-sha256': hash, ...hoisted } = request.headers;
    const sent = unhoistableHeaders.size > 0 ? { ...hoisted, 'x-amz-content-sha256': hash ?? '' } : hoisted;
    expect(await outcome({ ...request, headers: sent })).toEqual({
      status: 403,
      reason: 'x-amz-content-sha256 is not the hash of the body',
    });
  });

  it.each([
    { at: 899_000, status: 200 },
    { at: 900_000, status: 200 },
    { at: 900_001, status: 403 },
    { at: -300_000, status: 200 },
    { at: -300_001, status: 403 },
  ])('is good for X-Amz-Expires: $at ms -> $status', async ({ at, status }) => {
    const request = await presigned();
    subject.clock.advance(at);
    try {
      expect((await send(request)).status).toBe(status);
    } finally {
      subject.clock.advance(-at);
    }
  });

  it('says whole why the caller may not, in a trace', async () => {
    await send(await presigned({ path: '/denied' }));
    expect(subject.traces[0]?.error).toBe(
      `AWS_IAM: the policies of arn:aws:iam::123456789012:user/alice explicitly deny execute-api:Invoke on ${place}/GET/denied`,
    );
  });

  it('leaves no signature in a trace', async () => {
    const request = await presigned();
    const [, signature = ''] = /X-Amz-Signature=([0-9a-f]+)/.exec(request.path) ?? [];
    await send(request);
    expect(signature).toHaveLength(64);
    expect(JSON.stringify(subject.traces)).not.toContain(signature);
  });
});

describe('UNSIGNED-PAYLOAD', () => {
  it.each([
    { setting: 'refused', status: 403 },
    { setting: 'accepted', status: 200 },
  ] as const)('is $setting', async ({ setting, status }) => {
    const { gateway } = fixture({
      routes: [route('POST /x', { type: 'AWS_IAM' })],
      identities: [identity()],
      settings: { unsignedPayload: setting },
    });
    const unsigned = {
      method: 'POST',
      path: '/x',
      headers: { host: 'a', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      body: 'x',
    };
    const { headers } = await withSmithy(unsigned, identity());
    const body = Buffer.from('anything');
    const request = { method: 'POST', target: '/x', body, sourceIp: '127.0.0.1', headers: Object.entries(headers) };
    expect((await gateway.handle(request)).status).toBe(status);
  });
});
