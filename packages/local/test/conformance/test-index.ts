import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestName } from './row.ts';

// Where a title stands: behind `it(`, `describe(`, or the `(` that ends an `it.each`, on the same line or the next.
const titles = /(?:\b(?:it|describe)\(|\]\s*(?:as const)?\)\(|\w\)\()\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

/** Why a test that is named cannot be found; `undefined` for one that is there. */
export type FindFault = (name: TestName) => string | undefined;

/** Reads the test files of the package, each once. @param testDirectory the package's `test` directory */
export function indexTests(testDirectory: string): FindFault {
  const files = new Map<string, string>();
  const known = new Set(globSync('**/*.test.ts', { cwd: testDirectory }));
  const read = (path: string): string => {
    const text = files.get(path) ?? readFileSync(join(testDirectory, path), 'utf8');
    files.set(path, text);
    return text;
  };
  return (name) => {
    const [path = '', title = '', row] = name.split(' › ');
    if (!known.has(path)) return `there is no test file ${path}`;
    const tables = tablesOf(read(path), title);
    if (tables.length === 0) return `${path} has no test named "${title}"`;
    const isThere = row === undefined || tables.some((table) => table.includes(row));
    return isThere ? undefined : `${path}: "${title}" has no row with "${row}"`;
  };
}

/** For each test of a title the text its table stands in: what lies above it, or the file where the table has a name. */
function tablesOf(text: string, title: string): string[] {
  const tables: string[] = [];
  let above = 0;
  for (const match of text.matchAll(titles)) {
    const [found, , written = ''] = match;
    const table = text.slice(above, match.index);
    const isNamed = /^\w\)/.test(found) || /\.each\(\[\.\.\.[^\n]*$/.test(table);
    if (written.replaceAll("\\'", "'") === title) tables.push(isNamed ? text : table);
    above = match.index + found.length;
  }
  return tables;
}
