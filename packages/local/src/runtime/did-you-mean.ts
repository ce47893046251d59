/**
 * ` Did you mean "Handler"?`, where one of the names is what was meant: at most two letters away, and no more than a third of
 * its length; of equals the first. Else an empty text.
 */
export function didYouMean(given: string, names: readonly string[]): string {
  const near = names.map((name) => ({ name, distance: distanceOf(given.toLowerCase(), name.toLowerCase()) }));
  const [best] = near.toSorted((a, b) => a.distance - b.distance);
  if (best === undefined || best.distance > 2 || best.distance * 3 > best.name.length) return '';
  return ` Did you mean "${best.name}"?`;
}

/** How many letters have to be put in, taken out, replaced, or swapped with their neighbour (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
