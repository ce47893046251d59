import type { SignatureKey } from '../keys/jwks.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { VerifiedToken } from './verified-token.ts';

/** A verification that may be used again. */
export interface CacheEntry {
  readonly verified: VerifiedToken;
  /** The key that verified it, and who must still hold it. */
  readonly key: SignatureKey;
  readonly keys: Pick<KeyStore, 'holds'>;
}

/** What was verified in this execution environment. Verifications only, never decisions. */
export interface TokenCache {
  get(token: string): VerifiedToken | undefined;
  put(token: string, entry: CacheEntry): void;
  readonly size: number;
}

export interface TokenCacheOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Most entries held; the oldest goes first. @default 1000 */
  readonly capacity?: number;
}

/** Longest use of one verification. */
const lifetimeMs = 300_000;
/** Characters of the signature that find an entry: hashing 32 is cheap, and the whole token is compared after. */
const keyLength = 32;

/**
 * A cache of verified tokens. An entry is used for 300 s at most, never from the token's `validUntil` on, and never once
 * its key has left the issuer's key set. A hit is of the very same token, character by character: the signature alone
 * would let a changed payload through.
 */
export function createTokenCache({ now, capacity = 1_000 }: TokenCacheOptions): TokenCache {
  const entries = new Map<string, CacheEntry & { readonly token: string; readonly at: number }>();
  // One iterator for all evictions: a new one would step over the deleted entries each time.
  const oldestFirst = entries.keys();
  const usable = ({ verified, key, keys, at }: CacheEntry & { readonly at: number }): boolean => {
    const time = now();
    const age = time - at;
    // A clock that was set back makes no entry younger.
    return age >= 0 && age < lifetimeMs && time < verified.principal.validUntil * 1_000 && keys.holds(key);
  };
  return {
    get(token) {
      const index = token.slice(-keyLength);
      const entry = entries.get(index);
      if (entry?.token !== token) return;
      if (usable(entry)) return entry.verified;
      entries.delete(index);
      return;
    },
    put(token, entry) {
      const index = token.slice(-keyLength);
      // First, so that overwriting an entry never drives out another.
      entries.delete(index);
      const oldest = entries.size < capacity ? undefined : oldestFirst.next().value;
      if (oldest !== undefined) entries.delete(oldest);
      const added = { ...entry, token, at: now() };
      if (usable(added)) entries.set(index, added);
    },
    get size() {
      return entries.size;
    },
  };
}
