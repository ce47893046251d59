import type { DenyReason } from '@scopegate/contract/decision';
import { JwtInvalidSignatureError } from 'aws-jwt-verify/error';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import { type Algorithm, algorithms, type Issuer, type VerifiedClaims } from '../issuers/issuer.ts';
import type { FetchJson } from '../keys/fetch-json.ts';
import { fits } from '../keys/jwks.ts';
import { createKeyStore, type KeyStore } from '../keys/key-store.ts';
import { fetchKeys } from '../keys/locate-keys.ts';
import { readClaims } from './read-claims.ts';
import { decomposeUnverifiedJwt, type UnverifiedJwt } from './unverified-jwt.ts';
import type { VerifiedToken } from './verified-token.ts';

export type Verification =
  | { readonly ok: true; readonly token: VerifiedToken }
  | { readonly ok: false; readonly reason: DenyReason /** Only when configured. */; readonly issuer?: string };

export interface TokenVerifier {
  /**
   * Everything about a token but its expiry, which `decide` judges.
   *
   * @throws {KeysUnavailableError} when the issuer's keys cannot be had; every fault of the token is a value
   */
  verify(token: string): Promise<Verification>;
}

export interface TokenVerifierOptions {
  readonly issuers: readonly Issuer[];
  readonly catalogue: Readonly<Record<string, readonly string[]>>;
  readonly fetchJson: FetchJson;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** An issuer with its own keys and its own instance of the library, so that no two issuers share a key. */
interface Trusted {
  readonly issuer: Issuer;
  readonly keys: KeyStore;
  readonly signature: (token: string) => Signed;
}

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const trusted = new Map(options.issuers.map((issuer) => [issuer.issuer, trust(issuer, options)]));
  return {
    async verify(token) {
      const jwt = decomposeUnverifiedJwt(token);
      if (jwt === undefined) return { ok: false, reason: 'token_malformed' };
      const party = trusted.get(jwt.issuer);
      if (party === undefined) return { ok: false, reason: 'issuer_unknown' };
      const { issuer } = party.issuer;
      const signed = await verifySignature(jwt, party);
      if (!signed.ok) return { ok: false, reason: signed.reason, issuer };
      const now = options.now() / 1_000;
      const read = readClaims(signed.claims, { ...options, issuer: party.issuer, header: jwt.header, now });
      return read.ok
        ? { ok: true, token: { principal: read.principal, keyId: jwt.kid } }
        : { ok: false, reason: read.reason, issuer };
    },
  };
}

type Signed =
  | { readonly ok: true; readonly claims: VerifiedClaims }
  | { readonly ok: false; readonly reason: DenyReason };

async function verifySignature(jwt: UnverifiedJwt, { issuer, keys, signature }: Trusted): Promise<Signed> {
  const algorithm = algorithms.find((known) => known === jwt.alg);
  if (algorithm === undefined || !issuer.algorithms.includes(algorithm))
    return { ok: false, reason: 'algorithm_refused' };
  const found = await usableKey(keys, jwt.kid, algorithm);
  if (found !== true) return { ok: false, reason: found };
  const signed = signature(jwt.token);
  if (signed.ok || signed.reason !== 'signature_invalid') return signed;
  // The key may have been replaced under its id.
  if (!(await keys.recheck()) || (await usableKey(keys, jwt.kid, algorithm)) !== true) return signed;
  return signature(jwt.token);
}

async function usableKey(keys: KeyStore, kid: string, algorithm: Algorithm): Promise<true | DenyReason> {
  const key = await keys.find(kid);
  if (key === undefined) return 'key_unknown';
  return fits(key, algorithm) || 'algorithm_refused';
}

function trust(issuer: Issuer, { fetchJson, now }: TokenVerifierOptions): Trusted {
  const library = JwtVerifier.create({
    issuer: issuer.issuer,
    audience: null, // checked in readClaims, after token type and client
    jwksUri: issuer.issuer, // a name for the key cache: keys are fetched by our key store
    graceSeconds: Number.POSITIVE_INFINITY, // it would check expiry before issuer and audience; the clock comes last here
  });
  const keys = createKeyStore({
    issuer: issuer.issuer,
    fetchKeys: () => fetchKeys(issuer, fetchJson),
    now,
    onKeys: (set) => library.cacheJwks({ keys: [...set.keys] }),
  });
  const signature = (token: string): Signed => {
    try {
      return { ok: true, claims: library.verifySync(token) };
    } catch (error) {
      // Refused in any case; only whether another look at the keys could help depends on how.
      return { ok: false, reason: error instanceof JwtInvalidSignatureError ? 'signature_invalid' : 'token_malformed' };
    }
  };
  return { issuer, keys, signature };
}
