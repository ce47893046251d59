import { randomUUID } from 'node:crypto';

/**
 * A trace that nobody samples. Its random digits come from UUIDs, which Node draws in batches.
 *
 * @param now milliseconds since the epoch
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html
 */
export function newTraceId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${hexDigits()}${hexDigits()};Parent=${hexDigits()}${hexDigits().slice(0, 4)};Sampled=0`;
}

/** The last twelve of a UUID: all of them random. */
const hexDigits = (): string => randomUUID().slice(-12);
