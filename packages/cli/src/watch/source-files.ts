import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WatchedFiles } from './watched-files.ts';

const neverSources = new Set(['node_modules', '.git', '.scopegate']);

/**
 * The files of an assembly's sources: the files among the sources, and the files below the directories, except for those in
 * `node_modules`. A source that does not exist any more is included: it may be created again.
 *
 * @param sources absolute paths of files and directories
 */
export function sourceFiles(sources: readonly string[]): WatchedFiles {
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
    if (entry.isDirectory()) return neverSources.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    // Removed since it was listed.
    return [];
  }
}
