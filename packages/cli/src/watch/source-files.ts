import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Watched } from './watch-files.ts';

const skipped = new Set(['node_modules', '.git', '.scopegate']);

/**
 * The files of an assembly's sources: the files among them, and what lies below the directories, `node_modules` left out.
 * A source that is gone is still looked for.
 *
 * @param sources absolute paths of files and directories
 */
export function sourceFiles(sources: readonly string[]): Watched {
  const directories = sources.filter(isDirectory);
  const files = sources.filter((source) => !directories.includes(source));
  return {
    files: [...new Set([...files, ...directories.flatMap(filesBelow)])],
    roots: [...new Set([...directories, ...sources.map((source) => dirname(source))])],
  };
}

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const filesBelow = (directory: string): string[] =>
  entriesOf(directory).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    // Gone since it was listed.
    return [];
  }
}
