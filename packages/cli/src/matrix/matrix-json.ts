import type { ExpectedMatrix } from './expected-matrix.ts';
import { differencesOf, type MeasuredCell, type MeasuredMatrix, unmeasuredOf, verdictOf } from './measured-matrix.ts';

/** The contract's matrix for programs: per route, whether each column is allowed. */
export const matrixJson = ({ columns, rows }: ExpectedMatrix): unknown => ({
  columns,
  routes: rows.map(({ name, route, access, allowed }) => ({
    name,
    route,
    access,
    allowed: Object.fromEntries(columns.map((column, index) => [column, allowed[index] === true])),
  })),
});

/** The measured matrix for programs: each cell as expected and as measured; the differences listed once more. */
export const measuredJson = (matrix: MeasuredMatrix): unknown => ({
  columns: matrix.columns,
  routes: matrix.rows.map(({ name, route, access, allowed, cells }) => ({
    name,
    route,
    access,
    cells: Object.fromEntries(
      cells.map((cell, index) => [matrix.columns[index], cellJson(cell, allowed[index] === true)]),
    ),
  })),
  differences: differencesOf(matrix),
  notMeasured: unmeasuredOf(matrix),
});

const cellJson = (cell: MeasuredCell, allowed: boolean): unknown => ({
  expected: allowed ? 'allowed' : 'denied',
  ...('unmeasured' in cell
    ? { measured: 'unmeasured', why: cell.unmeasured }
    : { measured: verdictOf(cell.status), status: cell.status }),
});
