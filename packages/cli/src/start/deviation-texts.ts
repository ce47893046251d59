import type { Deviation } from '@scopegate/local';
import { flagToGive } from '../faults/option-flags.ts';
import { listLogicalIds } from './list-logical-ids.ts';

/** The differences from AWS: each text once, after the functions that it is about, with the flag that settles it. */
export const deviationTexts = (deviations: readonly Deviation[]): string[] =>
  [...Map.groupBy(deviations, textOf)].map(([text, all]) => `${listLogicalIds(all)}${text}`);

function textOf({ property, text, option }: Deviation): string {
  const settled = option === undefined ? '' : ` Settled by ${flagToGive(option)}.`;
  return `${property === undefined ? '' : ` ${property}`}: ${text}${settled}`;
}
