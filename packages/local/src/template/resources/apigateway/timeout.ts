import type { PropertyReader } from '../../properties/property-reader.ts';

/** Milliseconds. */
const timeoutRange = { min: 50, max: 30_000 };

/** `TimeoutInMillis` of an integration; HTTP APIs default to the longest. */
export function readTimeout(properties: PropertyReader): number {
  const timeout = properties.integer('TimeoutInMillis', { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  if (timeout === undefined) return timeoutRange.max;
  if (timeout < timeoutRange.min || timeout > timeoutRange.max) {
    const reason = `Timeout should be between ${timeoutRange.min} ms and ${timeoutRange.max} ms`;
    properties.fault('TimeoutInMillis', `${reason}, got ${timeout}`, 'Choose a TimeoutInMillis in that range.');
  }
  return timeout;
}
