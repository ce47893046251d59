import { randomFillSync } from 'node:crypto';

/** Bytes drawn from the system at a time: one call costs as much as a thousand bytes. */
const poolBytes = 8192;

/**
 * Cryptographically strong random bytes, drawn in batches; none is given out twice. The answer is a view that is the
 * caller's alone.
 *
 * @param batch fills a buffer with random bytes
 * @returns gives so many bytes, at most 8192
 */
export function createPooledRandom(batch: (buffer: Buffer) => unknown = randomFillSync): (size: number) => Buffer {
  let pool = Buffer.alloc(0);
  return (size) => {
    if (size > poolBytes)
      throw new RangeError(`${size} random bytes were asked for; allowed are at most ${poolBytes}.`);
    if (pool.length < size) {
      pool = Buffer.allocUnsafeSlow(poolBytes);
      batch(pool);
    }
    const taken = pool.subarray(0, size);
    pool = pool.subarray(size);
    return taken;
  };
}
