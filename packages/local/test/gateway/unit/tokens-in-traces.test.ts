import { describe, expect, it } from '@jest/globals';
import { custom, type FixtureOptions, fixture, outcome, proxyRoute, route, stage } from './support.ts';

// A token in a path, a query or a URL in a header is in no form of what is kept or shown of a request.

const jwt = 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJhbGljZSIsImV4cCI6MTc2NzIyNTYwMH0.c2lnbmF0dXJl-X_bytes';
const opaque = 'tGzv3JOkF0XG5Qx2TlKWIA';
/** With every character that stands for another one in some encoding. */
const b64Token = 'ab+cd/EF+gh12/IJ34+kl=';
/** The same in one segment of a path: %2F separates segments. */
const oneSegment = b64Token.replaceAll('/', '_');

const everyEscaped = (text: string): string =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
const someEscaped = (text: string): string => text.replaceAll('.', '%2E').replaceAll('y', '%79').replaceAll('Q', '%51');

/** Runs of eight characters of a secret, as it is and as others would write it. */
const piecesOf = (secret: string): string[] => {
  const forms = [secret, encodeURIComponent(secret), everyEscaped(secret), secret.replaceAll('+', ' ')];
  return forms.flatMap((form) => Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8)));
};

interface Place {
  readonly name: string;
  readonly target: string;
  readonly secret: string;
  readonly headers?: readonly (readonly [string, string])[];
}

const places: readonly Place[] = [
  { name: 'a path', target: `/a/verify/${jwt}/end`, secret: jwt },
  { name: 'an escaped path', target: `/a/verify/${everyEscaped(jwt)}`, secret: jwt },
  { name: 'a path, escaped in part', target: `/a/verify/${someEscaped(jwt)}`, secret: jwt },
  { name: 'a path, escaped twice', target: `/a/verify/${encodeURIComponent(someEscaped(jwt))}`, secret: jwt },
  { name: 'a path parameter of that name', target: `/reset/${opaque}`, secret: opaque },
  { name: 'a path parameter of that name, escaped', target: `/reset/${everyEscaped(opaque)}`, secret: opaque },
  { name: 'a path parameter with "+"', target: `/reset/${encodeURIComponent(oneSegment)}`, secret: oneSegment },
  { name: 'a parameter of a path segment', target: `/a/x;token=${opaque}/y`, secret: opaque },
  { name: 'the path of no route', target: `/nowhere/${jwt}`, secret: jwt },
  {
    name: 'the query of no route',
    target: `/nowhere?access_token=${opaque}`,
    secret: opaque,
    headers: [['x-echo', opaque]],
  },
  { name: 'a query', target: `/a/x?access_token=${opaque}`, secret: opaque },
  { name: 'a query with "+"', target: `/a/x?access_token=${b64Token}`, secret: b64Token },
  { name: 'an escaped query with "+"', target: `/a/x?access_token=${encodeURIComponent(b64Token)}`, secret: b64Token },
  { name: 'a query under an escaped name', target: `/a/x?access%5Ftoken=${everyEscaped(opaque)}`, secret: opaque },
  { name: 'a query under another name', target: `/a/x?q=${jwt}`, secret: jwt },
  { name: 'a query under another name, escaped', target: `/a/x?q=${everyEscaped(jwt)}`, secret: jwt },
  { name: 'a query without a name', target: `/a/x?${jwt}`, secret: jwt },
  {
    name: 'a URL in a query',
    target: `/a/x?next=${encodeURIComponent(`https://x.example/?token=${opaque}&b=1`)}`,
    secret: opaque,
  },
  { name: 'the other of two values', target: `/a/x?token=short&token=${opaque}`, secret: opaque },
  { name: 'a cookie', target: '/a/x', secret: opaque, headers: [['cookie', `a=b; sid=${opaque}`]] },
  {
    name: 'an escaped cookie',
    target: '/a/x',
    secret: b64Token,
    headers: [['cookie', `sid=${encodeURIComponent(b64Token)}`]],
  },
  {
    name: 'the query of a referer',
    target: '/a/x',
    secret: opaque,
    headers: [['Referer', `https://x.example/p?token=${opaque}&a=b`]],
  },
  {
    name: 'the path of a referer',
    target: '/a/x',
    secret: jwt,
    headers: [['referer', `https://x.example/verify/${jwt}`]],
  },
  {
    name: 'the escaped path of a referer',
    target: '/a/x',
    secret: jwt,
    headers: [['referer', `https://x.example/${everyEscaped(jwt)}`]],
  },
  {
    name: 'the fragment of a URL',
    target: '/a/x',
    secret: opaque,
    headers: [['x-original-url', `/p#access_token=${opaque}`]],
  },
  {
    name: 'the password of a URL',
    target: '/a/x',
    secret: opaque,
    headers: [['x-forwarded-uri', `https://ann:${opaque}@x.example/`]],
  },
  {
    name: 'an escaped URL',
    target: '/a/x',
    secret: opaque,
    headers: [['x-original-uri', encodeURIComponent(`/p?id_token=${opaque}`)]],
  },
  { name: 'a user agent', target: '/a/x', secret: jwt, headers: [['user-agent', `tool/1 ${jwt}`]] },
  {
    name: 'a token that begins with white space',
    target: `/a/${jwt.replace('eyJ', 'ewo')}`,
    secret: jwt.replace('eyJ', 'ewo'),
  },
  { name: 'a proxied path', target: `/proxied/${jwt}`, secret: jwt },
  { name: 'a proxied query', target: `/proxied/x?access_token=${opaque}`, secret: opaque },
];

const accessLog = {
  destinationArn: 'arn',
  format:
    '$context.requestId $context.path $context.routeKey $context.identity.userAgent $context.error.message ' +
    '$context.integrationErrorMessage $context.authorizer.said $context.authorizer.escaped $context.integration.error',
};

interface Row {
  readonly version: '1.0' | '2.0';
  readonly fails: boolean;
}

/** An API whose functions tell all they are given: printed, returned and thrown; as JSON, and percent-encoded. */
const tellingApi = ({ version, fails }: Row, secret: string): FixtureOptions => {
  const authorization = custom({
    identitySource: [],
    payloadFormatVersion: version,
    enableSimpleResponses: version === '2.0',
  });
  const saidOf = (event: unknown): string[] => {
    const text = JSON.stringify(event);
    return [
      text,
      encodeURIComponent(text),
      `saw ${encodeURIComponent(secret)} ${everyEscaped(secret)}`,
      JSON.stringify({ scopegateTrace: 1, event }),
    ];
  };
  return {
    stages: [stage('$default', { accessLog })],
    routes: [
      ...['GET /a/{proxy+}', 'GET /reset/{token}'].map((key) => route(key, authorization)),
      { ...proxyRoute('GET /proxied/{proxy+}', { uri: 'http://127.0.0.1:1/{proxy}' }), authorization },
    ],
    handlers: {
      authorizer: (event: unknown) => {
        const context = { said: secret, escaped: encodeURIComponent(secret) };
        const answer = version === '2.0' ? { isAuthorized: true, context } : { ...allowAll, context };
        return outcome({ kind: 'returned', json: JSON.stringify(answer) }, saidOf(event));
      },
      backend: (event: unknown) =>
        outcome(
          fails
            ? { kind: 'failed', error: { errorMessage: saidOf(event).join(' ') } }
            : { kind: 'returned', json: JSON.stringify({ statusCode: 200 }) },
          saidOf(event),
        ),
    },
  };
};

const allowAll = {
  principalId: 'u1',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
};

describe.each<Row>([
  { version: '2.0', fails: false },
  { version: '2.0', fails: true },
  { version: '1.0', fails: false },
  { version: '1.0', fails: true },
])('with payload format $version, and a function that fails: $fails', (row) => {
  it.each(places)('trace and access log hold nothing of a token in $name', async ({ target, secret, headers = [] }) => {
    const { send, traces, accessLog: lines } = fixture(tellingApi(row, secret));
    await send('GET', target, { headers });
    const written = JSON.stringify(traces) + lines.join('\n');
    expect(traces).toHaveLength(1);
    expect(piecesOf(secret).filter((piece) => written.includes(piece))).toEqual([]);
  });
});

describe('a trace', () => {
  it('names a path parameter that is a credential, and shows the others', async () => {
    const { send, traces } = fixture({
      routes: [route('GET /authors/{authorId}/{token}', custom({ identitySource: [] }))],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
    });
    await send('GET', '/authors/0123456789/abc?page=a%2Bb');
    expect(traces[0]?.path).toBe('/authors/0123456789/abc');
    expect(traces[0]?.authorizer?.input).toMatchObject({
      pathParameters: { authorId: '0123456789', token: '[redacted]' },
      queryStringParameters: { page: 'a+b' },
    });
  });

  it('leaves texts alone that are escaped and no secrets', async () => {
    const { send, traces } = fixture({
      routes: [route('GET /{proxy+}', custom({ identitySource: ['$request.header.x-key'] }))],
      handlers: {
        authorizer: () => outcome({ kind: 'returned', json: '{"isAuthorized":true}' }, ['100%25 + 1 %zz %E4']),
      },
    });
    await send('GET', '/a%2541+b', { headers: [['x-key', 'abcdefghijkl']] });
    expect(traces[0]?.path).toBe('/a%41+b');
    expect(JSON.stringify(traces[0])).not.toContain('abcdefgh');
  });
});
