import type { FetchJson } from '@scopegate/authorizer';
import type { RunState } from '../run/run-state.ts';
import { messageOf } from '../shell/error-message.ts';

export interface PlatformKeys {
  readonly fetchJson: FetchJson;
  /** Why keys could not be fetched: URL and cause. */
  readonly failures: readonly string[];
}

/**
 * Fetches documents of issuers as the platform's functions would, from the platform: of a user pool under either of its two
 * issuer strings, and of the issuers that it answers for. No other host is asked, and none of the internet.
 */
export function createPlatformKeys(
  { pools, issuerHost }: Pick<RunState, 'pools' | 'issuerHost'>,
  fetchJson: FetchJson,
): PlatformKeys {
  const failures: string[] = [];
  const local = pools.flatMap(({ issuer, jwksUri }) =>
    [issuer, issuer.replace('https://', 'https://issuer-')].map((from) => ({
      from: `${from}/`,
      // The pool's base URL: that of `.well-known/jwks.json` and of the discovery document.
      to: new URL('..', jwksUri).href,
    })),
  );
  const locate = (url: string): string => {
    const pool = local.find(({ from }) => url.startsWith(from));
    if (pool !== undefined) return `${pool.to}${url.slice(pool.from.length)}`;
    if (/^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(url)) return url;
    if (issuerHost === undefined) throw new Error(`GET ${url}: the platform does not answer for this host`);
    return issuerHost + url.replace(/^https:\//, '');
  };
  return {
    failures,
    async fetchJson(url) {
      try {
        return await fetchJson(locate(url));
      } catch (error) {
        failures.push(messageOf(error));
        throw error;
      }
    },
  };
}
