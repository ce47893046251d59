import { describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import fc from 'fast-check';
import { fixture, route, startAt } from '../unit/support.ts';

// Law: a request that still passes after somebody changed it in flight says the same to the function as the signed one.

const credentials = { accessKeyId: 'AKIAALICE', secretAccessKey: 'alice-secret' };
const identity = {
  ...credentials,
  userArn: 'arn:aws:iam::123456789012:user/alice',
  userId: 'AIDAALICE',
  accountId: '123456789012',
  policies: [{ Statement: { Effect: 'Allow' as const, Action: 'execute-api:Invoke', Resource: '*' } }],
};
const host = 'abc1234567.execute-api.us-east-1.amazonaws.com';
const date = new Date(startAt).toISOString().replace(/[-:]|\.\d{3}/g, '');

const piece = fc.constantFrom(
  ...[
    'a',
    'b',
    'B',
    '/',
    '//',
    '.',
    '..',
    '/./',
    '%2F',
    '%2f',
    '%2E',
    '%20',
    '+',
    ' ',
    '%00',
    '?',
    '&',
    '=',
    '&&',
    '#',
  ],
  ...[
    'a=1',
    'a=2',
    'b=',
    'A=1',
    '%61',
    '%C3%A9',
    '%c3%a9',
    '%E9',
    ';',
    ':',
    '*',
    '~',
    '%7E',
    "'",
    '%27',
    '__proto__=1',
  ],
);
const words = fc.array(fc.constantFrom('a', 'b', '%20', '%C3%A9', '%2F', '~', '-', '.x'), {
  minLength: 1,
  maxLength: 4,
});
const segment = words.map((parts) => parts.join(''));
const pair = fc.tuple(fc.constantFrom('a', 'b', 'c%20d'), fc.constantFrom('', '1', '2', '%2B', '%20', '%C3%A9'));
const target = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.array(pair, { maxLength: 4 }))
  .map(([segments, pairs]) => {
    const query = pairs.map(([name, value]) => `${name}=${value}`).join('&');
    return `/${segments.join('/')}${query === '' ? '' : `?${query}`}`;
  });
const change = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), at: fc.nat(60), what: piece, over: fc.nat(3) }),
  fc.record({ kind: fc.constant('swap' as const), at: fc.nat(60), with: fc.nat(60) }),
);

function changed(text: string, how: typeof change extends fc.Arbitrary<infer T> ? T : never): string {
  const at = how.at % (text.length + 1);
  if (how.kind === 'put') return text.slice(0, at) + how.what + text.slice(at + how.over);
  const letters = [...text];
  const other = how.with % letters.length;
  const here = how.at % letters.length;
  [letters[here], letters[other]] = [letters[other] ?? '', letters[here] ?? ''];
  return letters.join('');
}

/** The order of parameters and of their repeated values is not signed: Signature Version 4 sorts both. */
const sorted = (query: unknown) =>
  Object.fromEntries(
    Object.entries((query ?? {}) as Record<string, string>).map(([name, value]) => [name, value.split(',').sort()]),
  );

const saysOf = (event: Record<string, unknown> | undefined) => ({
  method: (event?.['requestContext'] as { http: { method: string } } | undefined)?.http.method,
  rawPath: event?.['rawPath'],
  pathParameters: event?.['pathParameters'],
  query: sorted(event?.['queryStringParameters']),
  body: event?.['body'],
});

describe('a signed request', () => {
  it('says what was signed, or nothing at all', async () => {
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(target, fc.array(change, { minLength: 1, maxLength: 2 }), async (signedTarget, changes) => {
        const { headers } = aws4.sign(
          {
            service: 'execute-api',
            region: 'us-east-1',
            method: 'GET',
            path: signedTarget,
            host,
            headers: { 'X-Amz-Date': date },
            body: '',
          },
          credentials,
        );
        const { gateway, functions } = fixture({
          routes: [route('GET /{proxy+}', { type: 'AWS_IAM' })],
          identities: [identity],
        });
        const send = async (sent: string) => {
          const request = { method: 'GET', headers: Object.entries(headers), body: new Uint8Array(), sourceIp: '::1' };
          return (await gateway.handle({ ...request, target: sent })).status;
        };
        expect(await send(signedTarget)).toBe(200);
        const status = await send(changes.reduce(changed, signedTarget));
        if (status !== 200) return;
        passed += 1;
        const [signed, sent] = functions.eventsOf('backend');
        expect(saysOf(sent)).toEqual(saysOf(signed));
      }),
      { numRuns: 300 },
    );
    // Changes that change nothing (a swap of equals, a repeated separator) show that the law was put to the test.
    expect(passed).toBeGreaterThan(0);
  });
});
