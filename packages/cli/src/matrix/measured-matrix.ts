import type { ExpectedMatrix, ExpectedRow } from './expected-matrix.ts';

/** What the status of an answer means; `failed`: neither allowed nor denied. */
export type Verdict = 'allowed' | 'denied' | 'failed';

/**
 * Reads the status of an answer: 401 and 403 are denied; 429 and 5xx are sent before or instead of a decision; everything
 * else (a missing item, an invalid body) is allowed.
 */
export function verdictOf(status: number): Verdict {
  if (status === 401 || status === 403) return 'denied';
  return status === 429 || status >= 500 ? 'failed' : 'allowed';
}

/** The status of the answer, or why the route was not measured. */
export type MeasuredCell = { readonly status: number } | { readonly unmeasured: string };

/** The contract's matrix, together with the answers of the API. */
export interface MeasuredMatrix {
  readonly columns: readonly string[];
  readonly rows: readonly MeasuredRow[];
}

export interface MeasuredRow extends ExpectedRow {
  /** In the order of the columns. */
  readonly cells: readonly MeasuredCell[];
}

/** A cell in which the API differs from the contract. */
export interface Difference {
  readonly route: string;
  readonly column: string;
  readonly expected: 'allowed' | 'denied';
  readonly measured: Verdict;
  readonly status: number;
}

/** Every cell that was measured and differs from the contract. */
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

/** The routes that were not measured, and why. */
export const unmeasuredOf = ({ rows }: MeasuredMatrix): { readonly route: string; readonly why: string }[] =>
  rows.flatMap(({ route, cells: [first] }) =>
    first !== undefined && 'unmeasured' in first ? [{ route, why: first.unmeasured }] : [],
  );

/** Adds the measured cells to the expected ones. */
export const joinMeasured = (
  { columns, rows }: ExpectedMatrix,
  cellsOf: (row: ExpectedRow) => readonly MeasuredCell[],
): MeasuredMatrix => ({ columns, rows: rows.map((row) => ({ ...row, cells: cellsOf(row) })) });
