import { expect, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import fc from 'fast-check';
import { parseKeySet, type SignatureKey } from '../../src/keys/jwks.ts';
import { hasValidSignature } from '../../src/token/has-valid-signature.ts';
import { isSignedWith } from '../../src/token/is-signed-with.ts';
import { decomposeUnverifiedJwt } from '../../src/token/unverified-jwt.ts';

const issuer = 'https://issuer.example';
const signers = (['RS256', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const).map((algorithm) =>
  createSigningKey({ algorithm }),
);
const published = signers.map(({ jwk }) => parseKeySet({ keys: [jwk] }).keys[0] as SignatureKey);

const sample = fc.record({
  signer: fc.nat({ max: signers.length - 1 }),
  subject: fc.string(),
  // Where the token is damaged, counted from its end, and by what; most are left whole.
  damage: fc.option(fc.record({ at: fc.nat({ max: 80 }), by: fc.constantFrom('A', 'B', 'z', '_', '9') }), { freq: 2 }),
});

it('says of a token without a list of scopes what the library says', () => {
  const seen = { good: 0, bad: 0 };
  fc.assert(
    fc.property(sample, ({ signer, subject, damage }) => {
      const key = published[signer] as SignatureKey;
      const whole = signers[signer]?.sign({ iss: issuer, sub: subject, scope: 'read' }) ?? '';
      const index = whole.length - 1 - (damage?.at ?? 0);
      const token = damage === null ? whole : whole.slice(0, index) + damage.by + whole.slice(index + 1);
      const jwt = decomposeUnverifiedJwt(token);
      fc.pre(jwt !== undefined);
      const valid = isSignedWith(jwt, key);
      expect(valid).toBe(hasValidSignature(jwt, key));
      seen[valid ? 'good' : 'bad'] += 1;
    }),
    { numRuns: 300 },
  );
  expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(10);
});
