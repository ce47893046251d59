import type { Issuer } from '../issuers/issuer.ts';
import type { FetchJson } from '../keys/fetch-json.ts';
import { fits, type SignatureKey } from '../keys/jwks.ts';
import { createKeyStore, type KeyStore } from '../keys/key-store.ts';
import { fetchKeys } from '../keys/locate-keys.ts';
import { reportIgnoredKeys } from '../keys/report-ignored-keys.ts';
import { hasValidSignature } from './has-valid-signature.ts';
import { readClaims } from './read-claims.ts';
import { type Refusal, refuse } from './refusal.ts';
import { createTokenCache } from './token-cache.ts';
import { decomposeUnverifiedJwt, type UnverifiedJwt } from './unverified-jwt.ts';
import type { VerifiedToken } from './verified-token.ts';

export type Verification =
  | { readonly ok: true; readonly token: VerifiedToken }
  | (Refusal & { /** Only when configured. */ readonly issuer?: string });

export interface TokenVerifier {
  /**
   * Everything about a token but its expiry, which `decide` judges. What was verified less than 300 s ago is not verified
   * again while its key stands and it has not expired.
   *
   * @throws {KeysUnavailableError} when the issuer's keys cannot be had; every fault of the token is a value
   */
  verify(token: string): Promise<Verification>;
  /** What `verify` would return from its cache; `undefined` when it would have to verify. Sends no request. */
  recall(token: string): VerifiedToken | undefined;
}

export interface TokenVerifierOptions {
  readonly issuers: readonly Issuer[];
  /** Scope to itself and all it implies. */
  readonly catalogue: Readonly<Record<string, readonly string[]>>;
  readonly fetchJson: FetchJson;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Gets a line about each published key that cannot be used, once per key set. @default none is written */
  readonly write?: ((line: string) => void) | undefined;
}

/** An issuer with its own keys, so that no two issuers share one. */
interface Trusted {
  readonly issuer: Issuer;
  readonly keys: KeyStore;
}

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { catalogue, now } = options;
  const trusted = new Map(options.issuers.map((issuer) => [issuer.issuer, trust(issuer, options)]));
  const cache = createTokenCache({ now });
  return {
    recall: cache.get,
    async verify(token) {
      const cached = cache.get(token);
      if (cached !== undefined) return { ok: true, token: cached };
      const jwt = decomposeUnverifiedJwt(token);
      if (jwt === undefined) return refuse('token_malformed');
      const party = trusted.get(jwt.issuer);
      if (party === undefined) return refuse('issuer_unknown');
      const { issuer, keys } = party;
      const signed = await findSigner(jwt, party);
      if (!signed.ok) return { ...signed, issuer: issuer.issuer };
      const read = readClaims(jwt.payload, { token, issuer, header: jwt.header, catalogue, now: now() / 1_000 });
      if (!read.ok) return { ...read, issuer: issuer.issuer };
      const verified = { principal: read.principal, keyId: jwt.kid };
      cache.put(token, { verified, key: signed.key, keys });
      return { ok: true, token: verified };
    },
  };
}

type Signed = { readonly ok: true; readonly key: SignatureKey } | Refusal;

async function findSigner(jwt: UnverifiedJwt, party: Trusted): Promise<Signed> {
  const first = await tryKey(jwt, party);
  if (first.ok || first.reason !== 'signature_invalid') return first;
  // The key may have been replaced under its id.
  return (await party.keys.recheck()) ? tryKey(jwt, party) : first;
}

/** Waits for nothing when the key is known. */
function tryKey(jwt: UnverifiedJwt, { issuer, keys }: Trusted): Signed | Promise<Signed> {
  const algorithm = issuer.algorithms.find((accepted) => accepted === jwt.alg);
  if (algorithm === undefined) return refuse('algorithm_refused');
  const judge = (key: SignatureKey | undefined): Signed => {
    if (key === undefined) return refuse('key_unknown');
    if (!fits(key, algorithm)) return refuse('algorithm_refused');
    return hasValidSignature(jwt, key) ? { ok: true, key } : refuse('signature_invalid');
  };
  const found = keys.find(jwt.kid);
  return found instanceof Promise ? found.then(judge) : judge(found);
}

function trust(issuer: Issuer, { fetchJson, now, write = () => {} }: TokenVerifierOptions): Trusted {
  const keys = createKeyStore({
    issuer: issuer.issuer,
    fetchKeys: () => fetchKeys(issuer, fetchJson),
    now,
    onKeys: reportIgnoredKeys({ issuer: issuer.issuer, write, now }),
  });
  return { issuer, keys };
}
