import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import type { SignatureAlgorithm } from '@scopegate/contract/issuers';

export interface SigningKeyOptions {
  /** @default RS256 */
  readonly algorithm?: SignatureAlgorithm;
  /** @default `key-1` */
  readonly kid?: string;
}

/** A key pair made for one test run; keys are never committed. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  /** The public half, as a JWKS has it. */
  readonly jwk: JsonWebKey & { readonly kid: string };
  /** The public half as PEM (SPKI), which attackers like to use for an HMAC secret. */
  readonly publicPem: string;
  /**
   * A compact JWS (RFC 7515 §7.1) of any payload: claims as an object, or text that is signed as it is.
   *
   * The header may say anything, another algorithm too, and the signature is still this key's: that is what attackers
   * send and signing libraries refuse to make.
   *
   * @param header members beside `alg` and `kid`, or in their place; `undefined` leaves one out
   */
  sign(payload: Readonly<Record<string, unknown>> | string, header?: Readonly<Record<string, unknown>>): string;
}

export function createSigningKey({ algorithm = 'RS256', kid = 'key-1' }: SigningKeyOptions = {}): SigningKey {
  const { privateKey, publicKey } = keyPair(algorithm);
  const hash = algorithm === 'EdDSA' ? undefined : `sha${algorithm.slice(2)}`;
  return {
    kid,
    algorithm,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' },
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    sign: (payload, header = {}) => {
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      const input = `${encode(JSON.stringify({ alg: algorithm, kid, ...header }))}.${encode(text)}`;
      const signature = sign(hash, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${input}.${signature.toString('base64url')}`;
    },
  };
}

const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

function keyPair(algorithm: SignatureAlgorithm): {
  privateKey: KeyObject;
  publicKey: KeyObject;
} {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm.startsWith('RS')) return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: curves[algorithm as keyof typeof curves] });
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
