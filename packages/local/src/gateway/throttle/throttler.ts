import type { Stage, Throttle } from '../../model/index.ts';
import type { Settings } from '../settings.ts';
import type { AccountThrottle } from './account-throttle.ts';
import { type TokenBucket, takeToken } from './token-bucket.ts';

/** Counts requests against the limits of routes and stages, and then of the account. */
export interface Throttler {
  /**
   * Whether a request may go on. A route with limits of its own has its own bucket; all others share their stage's, if
   * it has limits. Whatever they let through still needs a token of the account.
   *
   * @param now milliseconds since the epoch
   */
  admit(stage: Stage, routeKey: string, now: number): boolean;
}

type AccountLimits = Pick<Settings, 'accountRateLimit' | 'accountBurstLimit'>;

/** Of a rate and a burst, the one that is not set is the account's. */
export function createThrottler(settings: AccountLimits, account: AccountThrottle): Throttler {
  const buckets = new Map<string, TokenBucket>();
  const take = (key: string, { rateLimit, burstLimit }: Throttle, now: number): boolean => {
    if (rateLimit === undefined && burstLimit === undefined) return true;
    const limits = {
      rateLimit: rateLimit ?? settings.accountRateLimit,
      burstLimit: burstLimit ?? settings.accountBurstLimit,
    };
    const { admitted, bucket } = takeToken(buckets.get(key), limits, now);
    buckets.set(key, bucket);
    return admitted;
  };
  return {
    admit(stage, routeKey, now) {
      const own = Object.hasOwn(stage.routeThrottles, routeKey) ? stage.routeThrottles[routeKey] : undefined;
      const limits = { ...stage.defaultThrottle, ...own };
      return take(own ? `${stage.name} ${routeKey}` : stage.name, limits, now) && account.admit(now);
    },
  };
}
