import { timeoutFindings, timeoutRange } from '../../../model/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

/** `TimeoutInMillis` of an integration; HTTP APIs default to the longest. */
export function readTimeout(properties: PropertyReader): number {
  const timeout = properties.integer('TimeoutInMillis', { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  if (timeout === undefined) return timeoutRange.max;
  for (const finding of timeoutFindings(timeout)) properties.fault('TimeoutInMillis', finding);
  return timeout;
}
