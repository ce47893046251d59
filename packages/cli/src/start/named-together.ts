import { withoutLibraryNames } from './without-library-names.ts';

interface Named {
  readonly stack: string;
  readonly logicalId: string;
}

const mostIds = 4;

/** Logical IDs for a reader, with their stacks where two are the same; the first few of many. */
export function namedTogether(all: readonly Named[]): string {
  const isPlain = new Set(all.map(({ logicalId }) => logicalId)).size === all.length;
  const ids = all.map(({ stack, logicalId }) => (isPlain ? logicalId : `${stack}/${logicalId}`));
  return ids.length > mostIds ? `${ids.slice(0, mostIds).join(', ')} and ${ids.length - mostIds} more` : ids.join(', ');
}

/** What is run otherwise than on AWS: each text once, with the functions it is about. */
export const deviationTexts = (deviations: readonly (Named & { readonly text: string })[]): string[] =>
  [...Map.groupBy(deviations, ({ text }) => text)].map(
    ([text, all]) => `${namedTogether(all)}: ${withoutLibraryNames(text)}`,
  );
