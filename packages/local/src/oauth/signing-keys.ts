import { randomBytes } from 'node:crypto';
import type { CryptoKey as JoseKey } from 'jose';

/** Loaded with the first key: an assembly without user pools starts without it. */
const jose = (): Promise<typeof import('jose')> => import('jose');

/** An RSA private key as the state file holds it (RFC 7518 §6.3). */
export interface PrivateJwk {
  readonly kty: 'RSA';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
  readonly d: string;
  readonly p: string;
  readonly q: string;
  readonly dp: string;
  readonly dq: string;
  readonly qi: string;
}

/** The key that signs from now on. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: JoseKey;
}

/** A key set as it is published (RFC 7517 §5), members as Cognito has them. */
export interface PublicKeySet {
  readonly keys: readonly {
    readonly alg: 'RS256';
    readonly e: string;
    readonly kid: string;
    readonly kty: 'RSA';
    readonly n: string;
    readonly use: 'sig';
  }[];
}

/** A new RSA 2048 key; its `kid` is 32 random bytes in base64, the form of Cognito's. */
export async function generatePrivateJwk(): Promise<PrivateJwk> {
  const { exportJWK, generateKeyPair } = await jose();
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomBytes(32).toString('base64') };
  if (!isPrivateJwk(jwk)) throw new Error('The generated RSA key lacks a member. Allowed: n, e, d, p, q, dp, dq, qi.');
  return jwk;
}

const jwkMembers = ['kid', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];

/** Whether every member of a private RSA key is there. Does NOT check that they belong together. */
export function isPrivateJwk(value: unknown): value is PrivateJwk {
  if (typeof value !== 'object' || value === null) return false;
  const jwk: Record<string, unknown> = { ...value };
  return jwk['kty'] === 'RSA' && jwkMembers.every((member) => typeof jwk[member] === 'string');
}

/** Imports a key for signing. @throws when its members are no RSA key */
export async function toSigningKey(jwk: PrivateJwk): Promise<SigningKey> {
  const { importJWK } = await jose();
  const privateKey = await importJWK({ ...jwk }, 'RS256');
  if (privateKey instanceof Uint8Array) throw new Error('A symmetric key cannot sign RS256. Allowed: an RSA key.');
  return { kid: jwk.kid, privateKey };
}

/** The public halves, named member by member so that no private one can slip through. */
export function toPublicKeySet(jwks: readonly PrivateJwk[]): PublicKeySet {
  return { keys: jwks.map(({ e, kid, n }) => ({ alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' })) };
}
