import type { AuthorizerResult } from './authorizer-result.ts';

/** Lambda authorizers' results for as long as their TTL says. Which get in is the caller's business. */
export interface AuthorizerCache {
  /** @param now milliseconds since the epoch */
  get(key: string, now: number): AuthorizerResult | undefined;
  /**
   * @param expiresAt milliseconds since the epoch; the entry is gone at that moment
   */
  set(key: string, result: AuthorizerResult, expiresAt: number): void;
  clear(): void;
  /** How often it was cleared: what was asked for before does not belong into it after. */
  readonly epoch: number;
}

/** What a cached result depends on, and nothing else. */
export interface CacheKeyParts {
  /** Left out where the key is configured not to hold it. */
  readonly stage?: string;
  readonly authorizerId: string;
  /** Resolved identity source values, byte for byte. */
  readonly values: readonly string[];
}

/** One string for the parts, the same only when all of them are. */
export const authorizerCacheKey = ({ stage, authorizerId, values }: CacheKeyParts): string =>
  JSON.stringify([stage ?? null, authorizerId, ...values]);

/** A cache that holds at most so many entries and then drops the one written longest ago. */
export function createAuthorizerCache(capacity: number): AuthorizerCache {
  const entries = new Map<string, { readonly result: AuthorizerResult; readonly expiresAt: number }>();
  let epoch = 0;
  return {
    get(key, now) {
      const entry = entries.get(key);
      if (entry === undefined || now < entry.expiresAt) return entry?.result;
      entries.delete(key);
      return undefined;
    },
    set(key, result, expiresAt) {
      entries.delete(key);
      entries.set(key, { result, expiresAt });
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    },
    clear() {
      epoch += 1;
      entries.clear();
    },
    get epoch() {
      return epoch;
    },
  };
}
