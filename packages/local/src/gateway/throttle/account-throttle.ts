import { type BucketLimits, type TokenBucket, takeToken } from './token-bucket.ts';

/** The throttle all APIs of an account share in a Region. */
export interface AccountThrottle {
  /**
   * Whether a request may go on; it takes a token if so.
   *
   * @param now milliseconds since the epoch
   */
  admit(now: number): boolean;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
export function createAccountThrottle(limits: BucketLimits): AccountThrottle {
  let bucket: TokenBucket | undefined;
  return {
    admit(now) {
      const taken = takeToken(bucket, limits, now);
      bucket = taken.bucket;
      return taken.admitted;
    },
  };
}
