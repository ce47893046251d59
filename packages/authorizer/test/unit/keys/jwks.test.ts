import { describe, expect, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import { fits, parseKeySet } from '../../../src/keys/jwks.ts';

const rsa = (await createSigningKey()).jwk;
const p256 = (await createSigningKey({ algorithm: 'ES256', kid: 'ec' })).jwk;
const ed = (await createSigningKey({ algorithm: 'EdDSA', kid: 'ed' })).jwk;
const kids = (keys: unknown[]) => parseKeySet({ keys }).keys.map((key) => key.kid);

describe('parseKeySet', () => {
  it('keeps what can verify', () => {
    expect(kids([rsa, p256, ed, { ...rsa, kid: 'no-use', use: undefined }])).toEqual(['key-1', 'ec', 'ed', 'no-use']);
  });

  it.each([
    { name: 'for encryption', key: { ...rsa, use: 'enc' } },
    { name: 'RSA of 1024 bits', key: { ...rsa, n: Buffer.alloc(128, 1).toString('base64url') } },
    { name: 'RSA without exponent', key: { ...rsa, e: undefined } },
    { name: 'symmetric', key: { kty: 'oct', kid: 'x', k: 'AAAA' } },
    { name: 'an unknown curve', key: { ...p256, crv: 'secp256k1' } },
    { name: 'a curve of every object', key: { ...p256, crv: 'constructor' } },
    { name: 'a curve of the other kind', key: { ...p256, crv: 'Ed25519' } },
    { name: 'EC without y', key: { ...p256, y: undefined } },
    { name: 'without an id', key: { ...rsa, kid: undefined } },
    { name: 'with an empty id', key: { ...rsa, kid: '' } },
    { name: 'with a number for an id', key: { ...rsa, kid: 1 } },
    { name: 'not an object', key: 'key' },
    { name: 'null', key: null },
  ])('leaves out a key that is $name, and keeps the others', ({ key }) => {
    expect(kids([key, ed])).toEqual(['ed']);
  });

  it('hands on no member that it does not know', () => {
    expect(parseKeySet({ keys: [{ ...rsa, x5u: 'https://evil.example', d: 'secret' }] }).keys[0]).toEqual(rsa);
  });

  it('takes the first of two keys of one id', () => {
    expect(parseKeySet({ keys: [rsa, { ...p256, kid: 'key-1' }] }).keys).toEqual([rsa]);
  });

  it.each([undefined, null, [], 'x', {}, { keys: {} }])('refuses a document that is no JWKS: %j', (document) => {
    expect(() => parseKeySet(document)).toThrow('not a JWKS');
  });
});

describe('fits', () => {
  it.each([
    { key: 'RSA', algorithm: 'RS256', is: true },
    { key: 'RSA', algorithm: 'ES256', is: false },
    { key: 'EC', algorithm: 'ES256', is: true },
    { key: 'EC', algorithm: 'ES384', is: false },
    { key: 'EC', algorithm: 'RS256', is: false },
    { key: 'OKP', algorithm: 'EdDSA', is: true },
    { key: 'OKP', algorithm: 'ES256', is: false },
  ] as const)('a key of kind $key and $algorithm: $is', ({ key, algorithm, is }) => {
    const found = parseKeySet({ keys: [rsa, p256, ed].map((jwk) => ({ ...jwk, alg: undefined })) }).keys.find(
      ({ kty }) => kty === key,
    );
    expect(fits(found!, algorithm)).toBe(is);
  });

  it('does not let a key be used beside its declared algorithm', () => {
    expect(fits({ kty: 'RSA', kid: 'x', alg: 'RS512' }, 'RS256')).toBe(false);
  });
});
