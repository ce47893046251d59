import type { Paint } from '../shell/paint.ts';
import { textTable } from '../shell/text-table.ts';
import { differencesOf, type MeasuredCell, type MeasuredMatrix, unmeasuredOf, verdictOf } from './measured-matrix.ts';

/**
 * What `matrix --live` prints: the measured matrix as a table; below it a line for each difference and for each route that
 * was not measured; as the last line the sum. In the table a cell that differs has a `!`; `?` was not measured.
 */
export function measuredText(matrix: MeasuredMatrix, paint: Paint): string {
  const table = textTable([
    ['route', ...matrix.columns].map((title) => paint('bold', title)),
    ...matrix.rows.map((row) => [
      row.route,
      ...row.cells.map((cell, index) => measuredCell(cell, row.allowed[index] === true, paint)),
    ]),
  ]);
  const differences = differencesOf(matrix).map(
    ({ route, column, expected, measured, status }) =>
      `differs: ${route} as ${column}: expected ${expected}, measured ${measured} (${status})`,
  );
  const unmeasured = unmeasuredOf(matrix).map(({ route, why }) => `not measured: ${route}: ${why}`);
  const notes = [...differences.map((line) => paint('red', line)), ...unmeasured.map((line) => paint('yellow', line))];
  const cells = matrix.rows.flatMap((row) => row.cells).filter((cell) => 'status' in cell).length;
  const sum = differences.length === 0 ? 'all as the contract says' : `${differences.length} differ`;
  return `${table}\n${notes.map((line) => `${line}\n`).join('')}${cells} cells measured: ${sum}\n`;
}

function measuredCell(cell: MeasuredCell, expected: boolean, paint: Paint): string {
  if ('unmeasured' in cell) return paint('yellow', '?');
  const verdict = verdictOf(cell.status);
  if (verdict === 'failed') return paint('red', `!${cell.status}`);
  const text = verdict === 'allowed' ? 'yes' : '-';
  if ((verdict === 'allowed') !== expected) return paint('red', `!${text}`);
  return paint(verdict === 'allowed' ? 'green' : 'dim', text);
}
