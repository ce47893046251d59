import { describe, expect, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import { parseIssuers } from '../../../../src/index.ts';
import { createTokenVerifier } from '../../../../src/token/token-verifier.ts';
import * as vendors from '../../../fixtures/vendor-tokens.ts';
import { startSeconds } from '../../../harness.ts';

const key = createSigningKey();

async function verify({ settings, jwksUri }: vendors.Vendor, { header, claims }: vendors.VendorToken) {
  const asked: string[] = [];
  const verifier = createTokenVerifier({
    issuers: parseIssuers(JSON.stringify([settings])),
    catalogue: { read: ['read'], write: ['write'] },
    now: () => startSeconds * 1_000,
    fetchJson: async (url) => {
      asked.push(url);
      return { keys: [key.jwk] };
    },
  });
  const verification = await verifier.verify(key.sign(claims, header));
  expect(asked.every((url) => url === jwksUri)).toBe(true);
  return verification;
}

describe.each(Object.entries(vendors))('%s', (_name, vendor) => {
  it('is known by its exact issuer string, and reads its access tokens', async () => {
    expect(parseIssuers(JSON.stringify([vendor.settings])).map(({ issuer }) => issuer)).toEqual([vendor.issuer]);
    const verification = await verify(vendor, vendor.access);
    expect(verification).toMatchObject({
      ok: true,
      token: { principal: { issuer: vendor.issuer, ...vendor.principal } },
    });
  });

  for (const [name, { reason, ...other }] of Object.entries(vendor.others)) {
    it(`refuses ${name}: ${reason}`, async () => {
      expect(await verify(vendor, other)).toMatchObject({ ok: false, reason });
    });
  }
});
