import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { custom, fixture, jwtRoute, outcome, route } from '../unit/support.ts';

// No record tells a credential, nor enough of one to guess the rest, whatever functions do with it.

const token = fc.string({ unit: fc.constantFrom(...'abcdefABCDEF0123456789-_.'), minLength: 16, maxLength: 60 });

const places = [
  'authorization',
  'basic',
  'x-api-key',
  'X-Authorization-Copy',
  'cookie',
  'query',
  'escaped query',
] as const;

interface Sent {
  readonly headers: [string, string][];
  readonly query: string;
}

function place(where: (typeof places)[number], secret: string): Sent {
  const header = (name: string, value: string): Sent => ({ headers: [[name, value]], query: '' });
  if (where === 'authorization') return header('Authorization', `Bearer ${secret}`);
  if (where === 'basic') return header('Authorization', `Basic ${Buffer.from(`ann:${secret}`).toString('base64')}`);
  if (where === 'cookie') return header('Cookie', `theme=dark; sid=${secret}`);
  const escaped = [...secret].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
  if (where === 'query' || where === 'escaped query')
    return { headers: [], query: `?access_token=${where === 'query' ? secret : escaped}` };
  return header(where, secret);
}

const piecesOf = (secret: string): string[] =>
  Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));

const sourceOf: Readonly<Record<(typeof places)[number], string[]>> = {
  authorization: ['$request.header.Authorization', '$context.routeKey'],
  basic: ['$request.header.Authorization'],
  'x-api-key': ['$request.header.X-Api-Key'],
  'X-Authorization-Copy': [],
  cookie: ['$request.header.Cookie'],
  query: ['$request.querystring.access_token'],
  'escaped query': ['$request.querystring.access_token'],
};

describe('a trace', () => {
  it.each(places)('holds no eight characters in a row of a secret in %s', async (where) => {
    await fc.assert(
      fc.asyncProperty(
        token,
        fc.record({
          version: fc.constantFrom('1.0' as const, '2.0' as const),
          ttl: fc.constantFrom(0, 60),
          fails: fc.boolean(),
          piece: fc.tuple(fc.nat(20), fc.integer({ min: 8, max: 60 })),
        }),
        async (secret, { version, ttl, fails, piece: [from, length] }) => {
          const part = secret.slice(from % 8, (from % 8) + length);
          const said = [`got ${secret}`, JSON.stringify({ scopegateTrace: 1, [part]: `x${part}y`, list: [secret] })];
          const answer = version === '2.0' ? { isAuthorized: true } : allowAll;
          const identitySource = sourceOf[where];
          const authorization = custom({
            identitySource,
            payloadFormatVersion: version,
            enableSimpleResponses: version === '2.0',
            resultTtlSeconds: identitySource.length === 0 ? 0 : ttl,
          });
          const { send, traces } = fixture({
            routes: [route('GET /{proxy+}', authorization)],
            handlers: {
              authorizer: () =>
                outcome({ kind: 'returned', json: JSON.stringify({ ...answer, context: { [part]: secret } }) }, said),
              backend: () =>
                outcome(
                  fails ? { kind: 'failed', error: { errorMessage: said.join() } } : { kind: 'returned', json: '1' },
                  said,
                ),
            },
          });
          const { headers, query } = place(where, secret);
          for (let time = 0; time < 2; time += 1) await send('GET', `/a/${part}${query}`, { headers });
          const written = JSON.stringify(traces);
          expect(traces.map((trace) => trace.authorizer?.outcome)).toEqual(['allow', 'allow']);
          expect(piecesOf(secret).filter((piece) => written.includes(piece))).toEqual([]);
          expect(written).toContain('[redacted]');
        },
      ),
      { numRuns: 40 },
    );
  });

  it('holds none of a refused JSON Web Token', async () => {
    await fc.assert(
      fc.asyncProperty(token, async (secret) => {
        const { send, traces } = fixture({
          routes: [jwtRoute('GET /{proxy+}')],
          issuerKeys: { 'https://issuer.example': { keys: [] } },
        });
        await send('GET', `/${secret}`, { headers: [['authorization', `Bearer ${secret}`]] });
        const written = JSON.stringify(traces);
        expect(traces[0]?.status).toBe(401);
        expect(piecesOf(secret).filter((piece) => written.includes(piece))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const allowAll = {
  principalId: 'u1',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
};
