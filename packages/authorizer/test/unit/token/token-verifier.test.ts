import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSigningKey, createTestIssuer, type TestIssuer } from '@scopegate/testing';
import { createTokenVerifier, type TokenVerifier } from '../../../src/token/token-verifier.ts';
import { oidcIssuer, startSeconds } from '../../harness.ts';

let issuer: TestIssuer;
let verifier: TokenVerifier;
let now: number;
const claims = { aud: 'things', sub: 'user-1', exp: startSeconds + 400, scope: 'read' };
const verified = async (token: string) => {
  const verification = await verifier.verify(token);
  return verification.ok ? verification.token : verification.reason;
};

beforeEach(() => {
  issuer = createTestIssuer();
  now = startSeconds;
  verifier = createTokenVerifier({
    issuers: oidcIssuer(issuer, { jwksUri: issuer.jwksUri }),
    catalogue: { read: ['read'] },
    fetchJson: (url) => issuer.fetchJson(url),
    now: () => now * 1_000,
  });
});

describe('a token that was verified', () => {
  it('is not verified again for 300 s, and then is', async () => {
    const token = issuer.token(claims);
    const first = await verified(token);
    now += 299;
    expect(await verified(token)).toBe(first);
    now += 1;
    const second = await verified(token);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
  });

  it('is looked at anew once it expired: it stays genuine, and is not kept', async () => {
    const token = issuer.token({ ...claims, exp: startSeconds + 10 });
    const first = await verified(token);
    now += 10;
    const second = await verified(token);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
    expect(await verified(token)).not.toBe(second);
  });

  it('is no more good than its key', async () => {
    const token = issuer.token(claims);
    await verified(token);
    const next = createSigningKey({ kid: 'key-2' });
    issuer.publish([next]);
    now += 30;
    // Somebody else's new key makes the set known in which the old one is no more.
    expect(await verified(next.sign({ iss: issuer.issuer, ...claims }))).toMatchObject({ keyId: 'key-2' });
    expect(await verified(token)).toBe('key_unknown');
  });

  it('is no more good when its key was replaced under its id', async () => {
    const token = issuer.token(claims);
    await verified(token);
    const next = createSigningKey();
    issuer.publish([next]);
    now += 30;
    expect(await verified(next.sign({ iss: issuer.issuer, ...claims }))).toMatchObject({ keyId: 'key-1' });
    expect(await verified(token)).toBe('signature_invalid');
  });

  it('vouches for no other token with the same end of its signature', async () => {
    const token = issuer.token(claims);
    await verified(token);
    const [header, , signature] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ iss: issuer.issuer, ...claims, scope: 'admin' })).toString(
      'base64url',
    );
    expect(await verified(`${header}.${payload}.${signature}`)).toBe('signature_invalid');
    expect(await verified(token)).toMatchObject({ keyId: 'key-1' });
  });

  it('is not kept when it was refused', async () => {
    const token = issuer.token({ ...claims, nbf: startSeconds + 70 });
    expect(await verified(token)).toBe('not_yet_valid');
    now += 10;
    expect(await verified(token)).toMatchObject({ keyId: 'key-1' });
  });
});

describe('tolerances', () => {
  it.each([
    { settings: {}, claims: { nbf: startSeconds + 60 }, outcome: { keyId: 'key-1' } },
    { settings: {}, claims: { nbf: startSeconds + 61 }, outcome: 'not_yet_valid' },
    { settings: { clockToleranceSeconds: 0 }, claims: { nbf: startSeconds + 1 }, outcome: 'not_yet_valid' },
    { settings: { clockToleranceSeconds: 0 }, claims: { iat: startSeconds }, outcome: { keyId: 'key-1' } },
    { settings: {}, claims: {}, outcome: { principal: { validUntil: startSeconds + 400 } } },
    {
      settings: { expiryToleranceSeconds: 60 },
      claims: {},
      outcome: { principal: { validUntil: startSeconds + 460 } },
    },
    { settings: { requiredClaims: ['jti'] }, claims: {}, outcome: 'claims_malformed' },
    { settings: { requiredClaims: ['email'] }, claims: { email: null }, outcome: 'claims_malformed' },
    { settings: { requiredClaims: ['email'] }, claims: { email: '' }, outcome: 'claims_malformed' },
    { settings: { requiredClaims: ['toString'] }, claims: {}, outcome: 'claims_malformed' },
    { settings: { requiredClaims: ['email'] }, claims: { email: 'a@b.example' }, outcome: { keyId: 'key-1' } },
  ])('with $settings, $claims: $outcome', async ({ settings, claims: changed, outcome }) => {
    verifier = createTokenVerifier({
      issuers: oidcIssuer(issuer, { jwksUri: issuer.jwksUri, ...settings }),
      catalogue: {},
      fetchJson: (url) => issuer.fetchJson(url),
      now: () => now * 1_000,
    });
    const result = await verified(issuer.token({ ...claims, ...changed }));
    if (typeof outcome === 'string') expect(result).toBe(outcome);
    else expect(result).toMatchObject(outcome);
  });
});
