import type { FetchJson } from '@scopegate/authorizer';
import type { RunPool } from '../run/run-state.ts';
import { messageOf } from '../shell/error-message.ts';

export interface PlatformKeys {
  readonly fetchJson: FetchJson;
  /** Why keys could not be fetched: URL and cause. */
  readonly failures: readonly string[];
}

/**
 * Fetches documents of issuers as the platform's functions would: a URL below one of the two issuer strings of a user pool
 * from the pool that runs on this machine, any other URL unchanged.
 */
export function createPlatformKeys(pools: readonly RunPool[], fetchJson: FetchJson): PlatformKeys {
  const failures: string[] = [];
  const local = pools.flatMap(({ issuer, jwksUri }) =>
    [issuer, issuer.replace('https://', 'https://issuer-')].map((from) => ({
      from: `${from}/`,
      // The pool's base URL: that of `.well-known/jwks.json` and of the discovery document.
      to: new URL('..', jwksUri).href,
    })),
  );
  return {
    failures,
    async fetchJson(url) {
      const pool = local.find(({ from }) => url.startsWith(from));
      try {
        return await fetchJson(pool === undefined ? url : `${pool.to}${url.slice(pool.from.length)}`);
      } catch (error) {
        failures.push(messageOf(error));
        throw error;
      }
    },
  };
}
