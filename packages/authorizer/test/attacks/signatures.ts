import { createHash } from 'node:crypto';
import type { SigningKey } from '@scopegate/testing';
import { type Attack, encode, keys, segments, signed } from './attack.ts';

const orders = {
  'P-256': BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
  Ed25519: BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed'),
};
const modulus = toNumber(Buffer.from(keys.rsa.jwk.n ?? '', 'base64url'));

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
const toBytes = (number: bigint, length: number): Buffer =>
  Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');
const reversed = (bytes: Uint8Array): Buffer => Buffer.from(Uint8Array.from(bytes).toReversed());

/** Tokens whose signatures are verified in different ways: the library does not come to a list of scopes. */
const forms = { '': {}, 'scopes in a list: ': { scope: ['read'] } };
const inBothForms = (name: string, send: (form: Readonly<Record<string, unknown>>) => string): Attack[] =>
  Object.entries(forms).map(([label, form]) => ({
    name: label + name,
    send: () => send(form),
    reason: 'signature_invalid',
  }));
/** A good token under another signature. */
const resigned = (name: string, key: SigningKey, change: (signature: Buffer) => Uint8Array): Attack[] =>
  inBothForms(name, (form) => {
    const [header, payload, signature] = segments(key, form);
    return `Bearer ${header}.${payload}.${Buffer.from(change(Buffer.from(signature, 'base64url'))).toString('base64url')}`;
  });
const { rsa, ec, ed } = keys;
/** r and s of an ECDSA signature, big end first. */
const pair = (r: bigint, s: bigint): Buffer => Buffer.concat([toBytes(r, 32), toBytes(s, 32)]);
const n = orders['P-256'];
const derOf = (signature: Buffer): Buffer => {
  const integer = (bytes: Buffer) => Buffer.concat([Buffer.from([2, bytes.length + 1, 0]), bytes]);
  const content = Buffer.concat([integer(signature.subarray(0, 32)), integer(signature.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
};
const edS = (signature: Buffer): bigint => toNumber(reversed(signature.subarray(32)));
/** The payload of a genuine token exchanged, its signature kept. */
const swapped = (name: string, key: SigningKey, changed: Readonly<Record<string, unknown>>): Attack[] =>
  inBothForms(`kept signature (${key.algorithm}), ${name}`, (form) => {
    const [header, payload, signature] = segments(key, form);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return `Bearer ${header}.${encode({ ...claims, ...changed })}.${signature}`;
  });

/** Signatures that stand for nothing, or for something else. */
export const signatureAttacks: readonly Attack[] = [
  // CVE-2022-21449 and its kin: numbers outside 1 to n-1 (SEC 1 §4.1.4).
  ...resigned('ECDSA r = s = 0', ec, () => pair(0n, 0n)),
  ...resigned('ECDSA r = 0', ec, (signature) => Buffer.concat([Buffer.alloc(32), signature.subarray(32)])),
  ...resigned('ECDSA s = 0', ec, (signature) => Buffer.concat([signature.subarray(0, 32), Buffer.alloc(32)])),
  ...resigned('ECDSA r = n', ec, (signature) => pair(n, toNumber(signature.subarray(32)))),
  ...resigned('ECDSA s = n', ec, (signature) => pair(toNumber(signature.subarray(0, 32)), n)),
  ...resigned('ECDSA r = s = n', ec, () => pair(n, n)),
  ...resigned('ECDSA r = s = 1', ec, () => pair(1n, 1n)),
  ...resigned('ECDSA r = s = n - 1', ec, () => pair(n - 1n, n - 1n)),
  ...resigned('ECDSA all ones', ec, () => Buffer.alloc(64, 255)),
  ...resigned('ECDSA r and s exchanged', ec, (signature) =>
    Buffer.concat([signature.subarray(32), signature.subarray(0, 32)]),
  ),
  ...resigned('ECDSA in DER', ec, derOf),
  ...resigned('ECDSA empty halves', ec, () => Buffer.alloc(2)),
  ...resigned('ECDSA one byte short', ec, (signature) => signature.subarray(0, 63)),
  ...resigned('ECDSA one byte long', ec, (signature) => Buffer.concat([signature, Buffer.alloc(1)])),
  ...resigned('ECDSA halves filled up to 33 bytes', ec, (signature) =>
    Buffer.concat([Buffer.alloc(1), signature.subarray(0, 32), Buffer.alloc(1), signature.subarray(32)]),
  ),
  ...resigned('ECDSA of 2 KB', ec, () => Buffer.alloc(2_000, 1)),
  ...resigned('Ed25519 s + order', ed, (signature) =>
    Buffer.concat([signature.subarray(0, 32), reversed(toBytes(edS(signature) + orders.Ed25519, 32))]),
  ),
  ...resigned('Ed25519 zeros', ed, () => Buffer.alloc(64)),
  ...resigned('Ed25519 neutral element and s = 0', ed, () => Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])),
  ...resigned('Ed25519 high bits of s set', ed, (signature) => {
    signature[63] = (signature[63] ?? 0) | 0xe0;
    return signature;
  }),
  ...resigned('Ed25519 one byte short', ed, (signature) => signature.subarray(0, 63)),
  ...resigned('Ed25519 one byte long', ed, (signature) => Buffer.concat([signature, Buffer.alloc(1)])),
  ...resigned('RSA zeros', rsa, () => Buffer.alloc(256)),
  ...resigned('RSA one', rsa, () => toBytes(1n, 256)),
  ...resigned('RSA modulus', rsa, () => toBytes(modulus, 256)),
  ...resigned('RSA modulus - 1', rsa, () => toBytes(modulus - 1n, 256)),
  ...resigned('RSA signature + modulus', rsa, (signature) => toBytes(toNumber(signature) + modulus, 257)),
  ...resigned('RSA modulus - signature', rsa, (signature) => toBytes(modulus - toNumber(signature), 256)),
  ...resigned('RSA filled up with a zero in front', rsa, (signature) => Buffer.concat([Buffer.alloc(1), signature])),
  ...resigned('RSA one byte short', rsa, (signature) => signature.subarray(1)),
  ...resigned('RSA padded message, never signed', rsa, () =>
    Buffer.concat([
      Buffer.from([0, 1]),
      Buffer.alloc(202, 255),
      Buffer.from([0]),
      Buffer.alloc(19),
      createHash('sha256').digest(),
    ]),
  ),
  ...resigned('RSA empty padding', rsa, () => Buffer.alloc(256, 255)),
  ...resigned('first byte changed', rsa, (signature) => signature.fill((signature[0] ?? 0) ^ 1, 0, 1)),
  ...resigned('last byte changed', rsa, (signature) => signature.fill((signature[255] ?? 0) ^ 1, 255)),
  ...[rsa, ec, ed].flatMap((key) => [
    ...swapped('another scope', key, { scope: 'admin' }),
    ...swapped('other scopes in a list', key, { scope: ['read', 'admin'] }),
    ...swapped('another subject', key, { sub: 'admin' }),
    ...swapped('another expiry', key, { exp: 4_102_444_800 }),
    ...swapped('a claim more', key, { admin: true }),
  ]),
  {
    name: 'the header of another token',
    send: () => `Bearer ${encode({ alg: 'RS256', kid: 'key-1', x: 1 })}.${segments().slice(1).join('.')}`,
    reason: 'signature_invalid',
  },
  {
    name: 'the signature of an EC token under the RSA header',
    send: () => `Bearer ${segments(rsa).slice(0, 2).join('.')}.${segments(ec)[2]}`,
    reason: 'signature_invalid',
  },
  {
    name: 'the signature of another genuine token',
    send: () => `Bearer ${segments(rsa).slice(0, 2).join('.')}.${signed({ sub: 'user-2' }).split('.')[2]}`,
    reason: 'signature_invalid',
  },
];
