import { queryPairs } from '../../runtime/index.ts';

/** Decoded values by name, names case-sensitive, repeats joined with a comma in the order sent. */
export function joinedQuery(rawQueryString: string): ReadonlyMap<string, string> {
  return joinRepeats(queryPairs(rawQueryString));
}

/** Values by name, repeats joined with a comma and no space. */
export function joinRepeats(pairs: Iterable<readonly [name: string, value: string]>): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of pairs) joinRepeat(joined, name, value);
  return joined;
}

/** Adds one value, behind a comma where the name has one already. */
export function joinRepeat(joined: Map<string, string>, name: string, value: string): void {
  const earlier = joined.get(name);
  joined.set(name, earlier === undefined ? value : `${earlier},${value}`);
}
