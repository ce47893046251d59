import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Names the directory of the test run to jest's worker processes. */
export const runDirectoryVariable = 'SCOPEGATE_TEST_RUN';

export function runDirectory(): string {
  const directory = process.env[runDirectoryVariable];
  if (directory !== undefined) return directory;
  throw new Error(
    `${runDirectoryVariable} is not set. The jest.config.ts of the package must spread runDirectoryHooks of jest.preset.ts.`,
  );
}

/**
 * A directory with what `make` puts into it, made on first use and then shared by all test files of the run, which only
 * read it. Two processes that need it at the same time both make it, and one result is kept.
 *
 * @param name unique in the run; says what is made from what
 * @returns the path of the directory
 */
export async function madeOnce(name: string, make: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(runDirectory(), name);
  if (existsSync(directory)) return directory;
  const draft = mkdtempSync(`${directory}.draft-`);
  await make(draft);
  try {
    renameSync(draft, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
    rmSync(draft, { recursive: true });
  }
  return directory;
}
