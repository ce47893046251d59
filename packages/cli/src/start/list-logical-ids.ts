export interface ListedResource {
  readonly stack: string;
  readonly logicalId: string;
}

const mostIdsListed = 4;

/** Logical IDs in one line, with their stacks where two are the same. A long list is cut off, with the number of the rest. */
export function listLogicalIds(resources: readonly ListedResource[]): string {
  const areUnique = new Set(resources.map(({ logicalId }) => logicalId)).size === resources.length;
  const ids = resources.map(({ stack, logicalId }) => (areUnique ? logicalId : `${stack}/${logicalId}`));
  if (ids.length <= mostIdsListed) return ids.join(', ');
  return `${ids.slice(0, mostIdsListed).join(', ')} and ${ids.length - mostIdsListed} more`;
}
