import type { Algorithm } from '../issuers/issuer.ts';

/** A public signature key as published (RFC 7517), of a kind that can be used here. */
export interface SignatureKey {
  readonly kty: string;
  readonly kid: string;
  readonly [member: string]: string;
}

export interface KeySet {
  readonly keys: readonly SignatureKey[];
}

const curves: Readonly<Record<string, Algorithm>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
  Ed25519: 'EdDSA',
};
const members = ['kty', 'kid', 'alg', 'use', 'n', 'e', 'crv', 'x', 'y'] as const;
const leastModulusBytes = 256;

/**
 * The usable keys of a JWKS document. A key that cannot be used (for encryption, RSA below 2048 bits, an unknown curve,
 * malformed) is left out; it never makes the others unusable. Of two keys with one `kid` the first counts.
 *
 * @throws {Error} when the document is not a JWKS at all
 */
export function parseKeySet(document: unknown): KeySet {
  if (!isRecord(document) || !Array.isArray(document['keys']))
    throw new Error('the answer is not a JWKS (RFC 7517 §5)');
  const keys = document['keys'].flatMap((item) => {
    const key = toKey(item);
    return key === undefined ? [] : [key];
  });
  return { keys: keys.filter(({ kid }, index) => keys.findIndex((other) => other.kid === kid) === index) };
}

function toKey(item: unknown): SignatureKey | undefined {
  if (!isRecord(item)) return;
  const texts: Record<string, string> = {};
  for (const member of members) {
    const value = item[member];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '') return;
    texts[member] = value;
  }
  const { kty, kid, use } = texts;
  if (kty === undefined || kid === undefined || (use !== undefined && use !== 'sig')) return;
  const key = { ...texts, kty, kid };
  return isUsable(key) ? key : undefined;
}

function isUsable(key: SignatureKey): boolean {
  if (key.kty === 'RSA') return key['e'] !== undefined && bytes(key['n']) >= leastModulusBytes;
  const algorithm = Object.hasOwn(curves, key['crv'] ?? '') ? curves[key['crv'] ?? ''] : undefined;
  if (algorithm === undefined || key['x'] === undefined) return false;
  if (key.kty === 'OKP') return algorithm === 'EdDSA';
  return key.kty === 'EC' && algorithm !== 'EdDSA' && key['y'] !== undefined;
}

/** Whether a key may verify a signature of this algorithm: the kind of key must be the algorithm's own (RFC 8725 §3.1). */
export function fits(key: SignatureKey, algorithm: Algorithm): boolean {
  if (key['alg'] !== undefined && key['alg'] !== algorithm) return false;
  return key.kty === 'RSA' ? algorithm.startsWith('RS') : curves[key['crv'] ?? ''] === algorithm;
}

const bytes = (base64url: string | undefined): number => Buffer.from(base64url ?? '', 'base64url').length;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
