import { createPooledRandom } from '../runtime/index.ts';

const random = createPooledRandom();

/**
 * A trace that is not sampled.
 *
 * @param now milliseconds since the epoch
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html
 */
export function newTraceId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  const digits = random(20).toString('hex');
  return `Root=1-${seconds}-${digits.slice(0, 24)};Parent=${digits.slice(24)};Sampled=0`;
}
