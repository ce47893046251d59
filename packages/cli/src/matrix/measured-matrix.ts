import type { ExpectedMatrix, ExpectedRow } from './expected-matrix.ts';

/** What a probe's status says: `failed` is a verdict of nobody, neither allowed nor denied. */
export type Verdict = 'allowed' | 'denied' | 'failed';

/**
 * Reads an answer's status: 401 and 403 are denied; 429 and 5xx came before or instead of a decision; everything else
 * (a missing item, a refused body) was let in.
 */
export function verdictOf(status: number): Verdict {
  if (status === 401 || status === 403) return 'denied';
  return status === 429 || status >= 500 ? 'failed' : 'allowed';
}

export type MeasuredCell = { readonly status: number } | { readonly unmeasured: string };

/** What the contract says beside what the API did. */
export interface MeasuredMatrix {
  readonly columns: readonly string[];
  readonly rows: readonly MeasuredRow[];
}

export interface MeasuredRow extends ExpectedRow {
  /** In the order of the columns. */
  readonly cells: readonly MeasuredCell[];
}

/** One cell where the API does not do what the contract says. */
export interface Difference {
  readonly route: string;
  readonly column: string;
  readonly expected: 'allowed' | 'denied';
  readonly measured: Verdict;
  readonly status: number;
}

/** Every cell that was measured and is not as expected. */
export const differencesOf = ({ columns, rows }: MeasuredMatrix): Difference[] =>
  rows.flatMap(({ route, allowed, cells }) =>
    cells.flatMap((cell, index): Difference[] => {
      if ('unmeasured' in cell) return [];
      const expected = allowed[index] === true ? 'allowed' : 'denied';
      const measured = verdictOf(cell.status);
      const column = columns[index] ?? '';
      return measured === expected ? [] : [{ route, column, expected, measured, status: cell.status }];
    }),
  );

/** Routes that were not probed, and why. */
export const unmeasuredOf = ({ rows }: MeasuredMatrix): { readonly route: string; readonly why: string }[] =>
  rows.flatMap(({ route, cells: [first] }) =>
    first !== undefined && 'unmeasured' in first ? [{ route, why: first.unmeasured }] : [],
  );

/** Puts measured cells beside the expected ones. */
export const joinMeasured = (
  { columns, rows }: ExpectedMatrix,
  cellsOf: (row: ExpectedRow) => readonly MeasuredCell[],
): MeasuredMatrix => ({ columns, rows: rows.map((row) => ({ ...row, cells: cellsOf(row) })) });
