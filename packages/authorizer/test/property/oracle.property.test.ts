import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSigningKey, type SigningKey } from '@scopegate/testing';
import fc from 'fast-check';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { defineIssuers } from '../../src/index.ts';
import { createTokenVerifier } from '../../src/token/token-verifier.ts';
import { startSeconds } from '../harness.ts';

const issuer = 'https://issuer.example';
const keys = [
  createSigningKey({ kid: 'rs' }),
  createSigningKey({ algorithm: 'ES256', kid: 'es' }),
  createSigningKey({ algorithm: 'EdDSA', kid: 'ed' }),
];
/** Under an id of ours, but not published. */
const stranger = createSigningKey({ kid: 'rs' });
const jwks = { keys: keys.map(({ jwk }) => jwk) };
const good = { iss: issuer, aud: 'things', sub: 'user-1', exp: startSeconds + 60 };

type Members = Readonly<Record<string, unknown>>;
interface Sample {
  readonly key: SigningKey;
  readonly claims: Members;
  readonly header: Members;
}

let verifier: ReturnType<typeof createTokenVerifier>;
beforeEach(() => {
  verifier = createTokenVerifier({
    issuers: defineIssuers([
      // The other library has one tolerance for all times.
      { preset: 'oidc', issuer, audience: ['things'], jwksUri: `${issuer}/jwks`, clockToleranceSeconds: 0 },
    ]),
    catalogue: {},
    fetchJson: async () => jwks,
    now: () => startSeconds * 1_000,
  });
});

const tokenOf = ({ key, claims, header }: Sample): string => key.sign(claims, header);

async function ours(token: string): Promise<boolean> {
  const verification = await verifier.verify(token);
  return verification.ok && startSeconds < verification.token.principal.validUntil;
}

const theirs = (token: string): Promise<boolean> =>
  jwtVerify(token, createLocalJWKSet(jwks), {
    issuer,
    audience: 'things',
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    requiredClaims: ['exp', 'sub'],
    currentDate: new Date(startSeconds * 1_000),
  }).then(
    () => true,
    () => false,
  );

const base = (claims: Members = {}, header: Members = {}): Sample => ({
  key: keys[0]!,
  claims: { ...good, ...claims },
  header,
});
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTextOrAbsent = (value: unknown): boolean => value === undefined || isText(value);

/** Where we refuse what jose lets in, and why. There is no other difference, and none the other way round. */
const differences: readonly { why: string; example: Sample; applies: (sample: Sample) => boolean }[] = [
  {
    why: 'iat in the future: jose looks at it only with maxTokenAge',
    example: base({ iat: startSeconds + 1 }),
    applies: ({ claims: { iat } }) => typeof iat === 'number' && iat > startSeconds,
  },
  {
    why: 'claims of ID tokens: jose does not know what kind of token it is given',
    example: base({ nonce: 'n' }),
    applies: ({ claims }) => 'nonce' in claims && claims['nonce'] !== undefined,
  },
  {
    why: 'typ of another kind of JWT: jose compares it only when told to',
    example: base({}, { typ: 'logout+jwt' }),
    applies: ({ header: { typ } }) => typ !== undefined && !/^(application\/)?(at\+)?jwt$/i.test(String(typ)),
  },
  {
    why: 'cnf: jose leaves proof of possession to its caller',
    example: base({ cnf: { jkt: 'x' } }),
    applies: ({ claims: { cnf } }) => cnf !== undefined,
  },
  {
    why: 'no kid: jose takes the one key that fits',
    example: base({}, { kid: undefined }),
    applies: ({ header }) => 'kid' in header && header['kid'] === undefined,
  },
  {
    why: 'sub, jti, client_id or scope of the wrong type or empty: jose does not use them',
    example: base({ jti: 1 }),
    applies: ({ claims: { sub, jti, client_id: client, scope } }) =>
      !isText(sub) ||
      !isTextOrAbsent(jti) ||
      !isTextOrAbsent(client) ||
      (scope !== undefined && typeof scope !== 'string'),
  },
];

const oddities = fc.constantFrom<unknown>(undefined, '', 'x', 1, null, ['things'], true);
const times = fc.oneof(
  fc.integer({ min: startSeconds - 3, max: startSeconds + 3 }),
  fc.constantFrom<unknown>(undefined, 0, -1, startSeconds + 0.5, 1e300, '1', null, startSeconds + 60),
);
const samples: fc.Arbitrary<Sample> = fc
  .record({
    key: fc.constantFrom(...keys, stranger),
    claims: fc.record(
      {
        iss: fc.constantFrom<unknown>(issuer, issuer, `${issuer}/`, 'https://evil.example', undefined, [issuer]),
        aud: fc.constantFrom<unknown>('things', ['x', 'things'], 'thing', ['x'], [], undefined, 1, null),
        sub: fc.oneof(fc.constant<unknown>('user-1'), oddities),
        exp: times,
        nbf: times,
        iat: times,
        jti: oddities,
        client_id: oddities,
        scope: oddities,
        nonce: fc.constant('n'),
        cnf: fc.constant({ jkt: 'x' }),
      },
      { requiredKeys: [] },
    ),
    header: fc.record(
      {
        alg: fc.constantFrom('RS256', 'ES256', 'EdDSA', 'RS512', 'HS256', 'none'),
        kid: fc.constantFrom<unknown>('rs', 'es', 'ed', 'unknown', undefined),
        typ: fc.constantFrom('JWT', 'at+jwt', 'logout+jwt', 'application/at+jwt'),
        crit: fc.constant(['x']),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ key, claims, header }) => ({ key, claims: { ...good, ...claims }, header }));
const pick = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(names.flatMap((name) => (name in members ? [[name, members[name]]] : [])));
/** Two changes at most: with many, both refuse nearly all. */
const nearlyGood = fc
  .tuple(
    samples,
    fc.subarray(['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'jti', 'client_id', 'scope', 'nonce', 'cnf'], {
      maxLength: 2,
    }),
    fc.subarray(['alg', 'kid', 'typ', 'crit'], { maxLength: 1 }),
  )
  .map(([{ key, claims, header }, claimNames, headerNames]) => ({
    key,
    claims: { ...good, ...pick(claims, claimNames) },
    header: pick(header, headerNames),
  }));

describe('the verdict on well-formed tokens', () => {
  it('is that of jose, but for the listed differences', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(samples, nearlyGood), async (sample) => {
        const token = tokenOf(sample);
        const verdict = { ours: await ours(token), theirs: await theirs(token) };
        if (verdict.ours) accepted += 1;
        if (verdict.ours === verdict.theirs) return;
        expect(verdict).toEqual({ ours: false, theirs: true });
        expect(differences.filter(({ applies }) => applies(sample))).not.toEqual([]);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it.each(differences)('differs: $why', async ({ example, applies }) => {
    const token = tokenOf(example);
    expect(applies(example)).toBe(true);
    expect({ ours: await ours(token), theirs: await theirs(token) }).toEqual({ ours: false, theirs: true });
  });

  it('does not differ on the twin of an ECDSA signature: both forms verify, so nothing may be named by a signature', async () => {
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const token = tokenOf({ key: keys[1]!, claims: good, header: {} });
    const [header, payload, text = ''] = token.split('.');
    const signature = Buffer.from(text, 'base64url');
    const twin = order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
    signature.write(twin.toString(16).padStart(64, '0'), 32, 'hex');
    const other = `${header}.${payload}.${signature.toString('base64url')}`;
    expect(other).not.toBe(token);
    expect({ ours: await ours(other), theirs: await theirs(other) }).toEqual({ ours: true, theirs: true });
    const [first, second] = [await verifier.verify(token), await verifier.verify(other)];
    expect(second).toEqual(first);
  });
});
