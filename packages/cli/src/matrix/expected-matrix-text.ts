import type { Paint } from '../shell/paint.ts';
import { textTable } from '../shell/text-table.ts';
import type { ExpectedMatrix, ExpectedRow } from './expected-matrix.ts';

/** What `matrix` prints, the contract's matrix as a table: `yes`, `-`, and `iam` on routes that need a signature instead of a token. */
export const expectedText = ({ columns, rows }: ExpectedMatrix, paint: Paint): string =>
  textTable([
    ['route', ...columns].map((title) => paint('bold', title)),
    ...rows.map((row) => [row.route, ...row.allowed.map((allowed) => expectedCell(row, allowed, paint))]),
  ]);

function expectedCell({ access }: ExpectedRow, allowed: boolean, paint: Paint): string {
  if (access.kind === 'iam') return paint('dim', 'iam');
  access.kind satisfies 'open' | 'authenticated' | 'scopes';
  return allowed ? paint('green', 'yes') : paint('dim', '-');
}
