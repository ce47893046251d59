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
    const text = read(path);
    const found = [...text.matchAll(titles)].some(([, , written]) => written?.replaceAll("\\'", "'") === title);
    if (!found) return `${path} has no test named "${title}"`;
    return row === undefined || text.includes(row) ? undefined : `${path}: "${title}" has no row with "${row}"`;
  };
}
