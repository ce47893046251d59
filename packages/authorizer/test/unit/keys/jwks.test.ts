import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import { fits, parseKeySet } from '../../../src/keys/jwks.ts';

const rsa = (await createSigningKey()).jwk;
const p256 = (await createSigningKey({ algorithm: 'ES256', kid: 'ec' })).jwk;
const ed = (await createSigningKey({ algorithm: 'EdDSA', kid: 'ed' })).jwk;
const kids = (keys: unknown[]) => parseKeySet({ keys }).keys.map((key) => key.kid);
const jwks = (keys: unknown[]) => parseKeySet({ keys }).keys.map((key) => key.jwk);
const weak = (modulusLength: number, publicExponent = 65_537) => ({
  ...generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' }),
  kid: 'weak',
});

const padded = (key: { readonly n?: string }) => ({
  ...key,
  n: Buffer.concat([Buffer.alloc(128), Buffer.from(key.n ?? '', 'base64url')]).toString('base64url'),
});

describe('parseKeySet', () => {
  it('keeps what can verify', () => {
    expect(kids([rsa, p256, ed, { ...rsa, kid: 'no-use', use: undefined }])).toEqual(['key-1', 'ec', 'ed', 'no-use']);
  });

  it.each([
    { name: 'for encryption', key: { ...rsa, use: 'enc' } },
    { name: 'without verify among its operations', key: { ...rsa, use: undefined, key_ops: ['sign'] } },
    { name: 'RSA of 1024 bits', key: weak(1_024) },
    { name: 'RSA of 2047 bits', key: weak(2_047) },
    { name: 'RSA of 1024 bits, filled up with zeros', key: padded(weak(1_024)) },
    { name: 'RSA with exponent 3', key: weak(2_048, 3) },
    { name: 'RSA with exponent 1', key: { ...rsa, e: 'AQ' } },
    { name: 'RSA with an even exponent', key: { ...rsa, e: 'AQAC' } },
    { name: 'RSA with an exponent of 2048 bits', key: { ...rsa, e: rsa.n } },
    { name: 'EC beside its curve', key: { ...p256, x: p256.y } },
    { name: 'EC of another curve than it says', key: { ...p256, crv: 'P-384' } },
    { name: 'Ed25519 cut short', key: { ...ed, x: ed.x?.slice(0, 20), kid: 'short' } },
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
    expect(jwks([{ ...rsa, x5u: 'https://evil.example', d: 'secret' }])).toEqual([rsa]);
  });

  it('takes the first of two keys of one id', () => {
    expect(jwks([rsa, { ...p256, kid: 'key-1' }])).toEqual([rsa]);
  });

  it('tells what it left out, and why', () => {
    const set = parseKeySet({ keys: [rsa, { ...rsa, kid: 'x'.repeat(99), use: 'enc' }, rsa, 'key', { ...ed, x: 1 }] });
    expect(set.ignored).toEqual([
      { kid: 'x'.repeat(64), cause: 'not for signatures' },
      { kid: 'key-1', cause: 'its kid is taken' },
      { cause: 'no kty or no kid' },
      { kid: 'ed', cause: 'x is not a text' },
    ]);
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
      ({ jwk }) => jwk.kty === key,
    );
    expect(fits(found!, algorithm)).toBe(is);
  });

  it('does not let a key be used beside its declared algorithm', () => {
    expect(fits({ jwk: { kty: 'RSA', kid: 'x', alg: 'RS512' } }, 'RS256')).toBe(false);
  });
});
