import type { Deviation } from '@scopegate/local';
import { flagToGive } from '../faults/option-flags.ts';
import { listLogicalIds } from './list-logical-ids.ts';

/** The differences from AWS: each text once, after the functions that it is about, with the flag that settles it. */
export const deviationTexts = (deviations: readonly Deviation[]): string[] =>
  [...Map.groupBy(deviations, textOf)].map(([text, all]) => `${listLogicalIds(all)}: ${text}`);

const textOf = ({ text, option }: Deviation): string =>
  option === undefined ? text : `${text} Settled by ${flagToGive(option)}.`;
