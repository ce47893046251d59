import { type ListedResource, listLogicalIds } from './list-logical-ids.ts';
import { withoutLibraryNames } from './without-library-names.ts';

/** The differences from AWS: each text once, after the functions that it is about. */
export const deviationTexts = (deviations: readonly (ListedResource & { readonly text: string })[]): string[] =>
  [...Map.groupBy(deviations, ({ text }) => text)].map(
    ([text, all]) => `${listLogicalIds(all)}: ${withoutLibraryNames(text)}`,
  );
