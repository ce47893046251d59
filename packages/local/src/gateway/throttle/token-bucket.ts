/** A token bucket's state. */
export interface TokenBucket {
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

export interface BucketLimits {
  /** Tokens that come back per second. */
  readonly rateLimit: number;
  /** Tokens the bucket holds; it starts full. */
  readonly burstLimit: number;
}

/**
 * Takes one token. A clock that went back gives no tokens; time counts on from there.
 *
 * @param bucket undefined for one that was never used
 * @param now milliseconds since the epoch
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function takeToken(
  bucket: TokenBucket | undefined,
  { rateLimit, burstLimit }: BucketLimits,
  now: number,
): { readonly admitted: boolean; readonly bucket: TokenBucket } {
  const elapsedSeconds = bucket ? Math.max(0, now - bucket.updatedAt) / 1000 : 0;
  const tokens = Math.min(burstLimit, (bucket?.tokens ?? burstLimit) + elapsedSeconds * rateLimit);
  const admitted = tokens >= 1;
  return { admitted, bucket: { tokens: admitted ? tokens - 1 : tokens, updatedAt: now } };
}
