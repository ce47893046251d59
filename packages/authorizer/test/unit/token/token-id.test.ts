import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tokenIdOf } from '../../../src/token/token-id.ts';

/** The order of the group of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the id of a token', () => {
  it('is its jti', () => {
    expect(tokenIdOf('a.b.c', 'jti-1')).toBe('jti-1');
  });

  it('is else a digest that tells nothing of the token', () => {
    const token = `${encode({ alg: 'RS256' })}.${encode({ sub: 'user-1' })}.c2ln`;
    expect(tokenIdOf(token, undefined)).toMatch(/^sig_[\w-]{43}$/);
    expect(tokenIdOf(token, undefined)).toBe(tokenIdOf(token, undefined));
    expect(tokenIdOf(token.replace('.', '.x'), undefined)).not.toBe(tokenIdOf(token, undefined));
  });

  it('stays when an ECDSA signature is replaced by its twin', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const covered = `${encode({ alg: 'ES256' })}.${encode({ sub: 'user-1' })}`;
    const signature = sign('sha256', Buffer.from(covered), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const s = order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
    const twin = Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(covered), key, twin)).toBe(true);
    const tokens = [signature, twin].map((bytes) => `${covered}.${bytes.toString('base64url')}`);
    expect(new Set(tokens).size).toBe(2);
    expect(new Set(tokens.map((token) => tokenIdOf(token, undefined))).size).toBe(1);
  });
});
