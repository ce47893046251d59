import { differencesOf, type MeasuredCell, type MeasuredMatrix, unmeasuredOf, verdictOf } from './measured-matrix.ts';

/** What `matrix --live --json` prints, the measured matrix: each cell as expected and as measured; the differences listed once more. */
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
