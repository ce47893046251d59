import type { ExpectedMatrix } from './expected-matrix.ts';

/** What `matrix --json` prints, the contract's matrix: per route, whether each column is allowed. */
export const expectedJson = ({ columns, rows }: ExpectedMatrix): unknown => ({
  columns,
  routes: rows.map(({ name, route, access, allowed }) => ({
    name,
    route,
    access,
    allowed: Object.fromEntries(columns.map((column, index) => [column, allowed[index] === true])),
  })),
});
