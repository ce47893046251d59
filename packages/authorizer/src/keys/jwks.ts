import { createPublicKey, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '@scopegate/contract/issuers';
import { isRecord } from '../json-types.ts';

/** A public signature key as published (RFC 7517), of a kind that can be used here. */
export interface SignatureKey {
  readonly kid: string;
  /** What is known of it: never a private member, never an address. */
  readonly jwk: Readonly<Record<string, string>> & { readonly kty: string };
  readonly publicKey: KeyObject;
}

export interface IgnoredKey {
  /** Its first 64 characters, where it has one. */
  readonly kid?: string | undefined;
  readonly cause: string;
}

export interface KeySet {
  readonly keys: readonly SignatureKey[];
  /** What was published and cannot be used. */
  readonly ignored: readonly IgnoredKey[];
}

/** The algorithm each kind of key signs with; for RSA, how its algorithms begin. */
const kinds: Readonly<Record<string, string>> = {
  RSA: 'RS',
  'EC P-256': 'ES256',
  'EC P-384': 'ES384',
  'EC P-521': 'ES512',
  'OKP Ed25519': 'EdDSA',
};
const members = ['kty', 'kid', 'alg', 'use', 'n', 'e', 'crv', 'x', 'y'] as const;
/** More than 8192 bits cost a millisecond and more per signature. */
const leastModulusBits = 2_048;
const mostModulusBits = 8_192;
/** FIPS 186-5 §A.1.1 asks for 65537 at least; with 1 every message is its own signature. */
const leastExponent = 65_537n;
const mostExponent = 4_294_967_296n;

/**
 * The usable keys of a JWKS document. A key that cannot be used (for encryption, RSA below 2048 bits, an unknown curve, a
 * point that is not on its curve, malformed) is left out; it never makes the others unusable. Of two keys with one `kid`
 * the first counts.
 *
 * Not checked: certificates (`x5c`), and Ed25519 points of small order.
 *
 * @throws {Error} when the document is not a JWKS (RFC 7517 §5) at all
 */
export function parseKeySet(document: unknown): KeySet {
  if (!isRecord(document) || !Array.isArray(document['keys'])) throw new Error('the answer is not a JWKS');
  const keys = new Map<string, SignatureKey>();
  const ignored: IgnoredKey[] = [];
  for (const item of document['keys']) {
    const key = toKey(item);
    const cause = typeof key === 'string' ? key : keys.has(key.kid) && 'its kid is taken';
    if (typeof key !== 'string' && cause === false) keys.set(key.kid, key);
    else ignored.push({ kid: kidOf(item)?.slice(0, 64), cause: String(cause) });
  }
  return { keys: [...keys.values()], ignored };
}

const kidOf = (item: unknown): string | undefined =>
  isRecord(item) && typeof item['kid'] === 'string' ? item['kid'] : undefined;

const nameless = 'no kty or no kid';

/** The key, or why it is none. */
function toKey(item: unknown): SignatureKey | string {
  if (!isRecord(item)) return nameless;
  const texts: Record<string, string> = {};
  for (const member of members) {
    const value = item[member];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '') return `${member} is not a text`;
    texts[member] = value;
  }
  const { kty, kid, use } = texts;
  if (kty === undefined || kid === undefined) return nameless;
  const { key_ops: operations } = item;
  if ((use !== undefined && use !== 'sig') || (Array.isArray(operations) && !operations.includes('verify')))
    return 'not for signatures';
  const jwk = { ...texts, kty };
  const publicKey = algorithmOf(jwk) && toPublicKey(jwk);
  return publicKey ? { kid, jwk, publicKey } : 'weak, malformed or unknown';
}

function toPublicKey(jwk: SignatureKey['jwk']): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return jwk.kty !== 'RSA' || isStrong(key) ? key : undefined;
  } catch {
    return;
  }
}

function isStrong({ asymmetricKeyDetails: { modulusLength = 0, publicExponent = 0n } = {} }: KeyObject): boolean {
  if (modulusLength < leastModulusBits || modulusLength > mostModulusBits) return false;
  return publicExponent >= leastExponent && publicExponent <= mostExponent && publicExponent % 2n === 1n;
}

/** Whether a key may verify a signature of this algorithm: the kind of key must be the algorithm's own (RFC 8725 §3.1). */
export function fits({ jwk }: Pick<SignatureKey, 'jwk'>, algorithm: SignatureAlgorithm): boolean {
  const own = algorithmOf(jwk);
  return own !== undefined && algorithm.startsWith(own) && (jwk['alg'] ?? algorithm) === algorithm;
}

const algorithmOf = ({ kty = '', crv }: Readonly<Record<string, string>>): string | undefined => {
  const kind = kty === 'RSA' ? kty : `${kty} ${crv}`;
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
};
