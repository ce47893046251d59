import { beforeAll, describe, expect, it } from '@jest/globals';
import { createSigningKey, createTestIssuer, type TestIssuer } from '@scopegate/testing';
import fc from 'fast-check';
import { createHarness, type Harness, startSeconds } from '../harness.ts';

const algorithms = ['RS256', 'ES256', 'EdDSA'] as const;
let settings: { harness: Harness; issuer: TestIssuer; good: string }[];

beforeAll(async () => {
  settings = await Promise.all(
    algorithms.map(async (algorithm) => {
      const issuer = createTestIssuer({ keys: [createSigningKey({ algorithm })] });
      const harness = await createHarness({ issuer, trace: true, challenge: 'genuine' });
      return { harness, issuer, good: issuer.token({ ...harness.claims, jti: 'token-identifier' }) };
    }),
  );
});

/** What changes one character into another, or takes it out, or puts one in. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  how: fc.constantFrom('replace', 'remove', 'insert'),
  by: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/='),
});

const pieces = (text: string): string[] =>
  text
    .split('.')
    .flatMap((segment) =>
      Array.from({ length: Math.max(0, segment.length - 7) }, (_, index) => segment.slice(index, index + 8)),
    );

/** Ids, digests and times that are made anew for each decision. */
const withoutGenerated = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    .replaceAll(/"tokenDigest":"[0-9a-f]{12}"/g, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
    .replaceAll(/\d{6,}/g, '');

describe('damage to any byte of a good token', () => {
  it('is a deny, never a throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 1, 2), damage, async (index, { at, how, by }) => {
        const { harness, good } = settings[index]!;
        const position = Math.floor(at * good.length);
        const rest = good.slice(how === 'insert' ? position : position + 1);
        const damaged = good.slice(0, position) + (how === 'remove' ? '' : by) + rest;
        fc.pre(damaged !== good);
        expect(await harness.call(`Bearer ${damaged}`)).toMatchObject({ isAuthorized: false });
        expect((await harness.call(`Bearer ${good}`)).isAuthorized).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('is a deny at every single place of the signature and at every place of an ES256 token', async () => {
    for (const { harness, good } of settings) {
      const from = good.length > 500 ? good.lastIndexOf('.') : 0;
      for (let at = from; at < good.length; at += 1) {
        const damaged = good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1);
        expect((await harness.call(`Bearer ${damaged}`)).isAuthorized).toBe(false);
      }
    }
  });
});

describe('what is answered and written', () => {
  const claim = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string()), fc.boolean());
  const claims = fc.dictionary(
    fc.constantFrom('iss', 'aud', 'sub', 'scope', 'exp', 'nbf', 'iat', 'jti', 'client_id', 'nonce', 'cnf', 'x'),
    claim,
  );
  const header = fc.dictionary(fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jwk', 'jku', 'x'), claim);

  it('holds no eight characters of any segment', async () => {
    await fc.assert(
      fc.asyncProperty(claims, header, fc.boolean(), async (changed, headers, whole) => {
        const { harness, issuer } = settings[0]!;
        harness.lines.length = 0;
        const token = issuer.token(whole ? changed : { ...harness.claims, ...changed }, headers);
        const { isAuthorized, context } = await harness.call(`Bearer ${token}`);
        // The context of what passes is for the handler: verified claims. A refusal says its reason alone.
        const told = withoutGenerated([...harness.lines, isAuthorized ? '' : JSON.stringify(context)].join('\n'));
        expect(pieces(token).filter((piece) => told.includes(piece))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('holds none when the issuer is down either', async () => {
    const issuer = createTestIssuer();
    const harness = await createHarness({ issuer, trace: true });
    issuer.takeDown();
    const token = issuer.token({ ...harness.claims, exp: startSeconds + 1 });
    const error = await harness.call(`Bearer ${token}`).catch((thrown: unknown) => thrown);
    const told = `${String(error)}${(error as Error).stack}${harness.lines.join()}`;
    expect(pieces(token).filter((piece) => told.includes(piece))).toEqual([]);
  });
});
