import type { Stage } from '../../model.ts';
import type { Settings } from '../settings.ts';
import { type TokenBucket, takeToken } from './token-bucket.ts';

/** Counts requests against the limits of stages and routes. */
export interface Throttler {
  /**
   * Whether a request may go on. A route with limits of its own has its own bucket; all others share their stage's.
   *
   * @param now milliseconds since the epoch
   */
  admit(stage: Stage, routeKey: string, now: number): boolean;
}

/** Limits that neither route nor stage sets are the account's. The account's bucket across APIs is not modelled. */
export function createThrottler(settings: Pick<Settings, 'accountRateLimit' | 'accountBurstLimit'>): Throttler {
  const buckets = new Map<string, TokenBucket>();
  return {
    admit(stage, routeKey, now) {
      const own = Object.hasOwn(stage.routeThrottles, routeKey) ? stage.routeThrottles[routeKey] : undefined;
      const limits = {
        rateLimit: own?.rateLimit ?? stage.defaultThrottle.rateLimit ?? settings.accountRateLimit,
        burstLimit: own?.burstLimit ?? stage.defaultThrottle.burstLimit ?? settings.accountBurstLimit,
      };
      const key = own ? `${stage.name} ${routeKey}` : stage.name;
      const { admitted, bucket } = takeToken(buckets.get(key), limits, now);
      buckets.set(key, bucket);
      return admitted;
    },
  };
}
