import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { WatchedFiles } from './watched-files.ts';

/** Watchers of directories. A directory that was removed and created again gets a new watcher. */
export function watchedDirectories(onEvent: () => void, onError: (error: unknown) => void) {
  const watchers = new Map<string, { readonly identity: string; readonly watcher: FSWatcher }>();
  const drop = (directory: string): void => {
    watchers.get(directory)?.watcher.close();
    watchers.delete(directory);
  };
  const followOne = (directory: string): boolean => {
    const identity = identityOf(directory);
    if (watchers.get(directory)?.identity !== identity) drop(directory);
    if (identity === undefined) return false;
    if (!watchers.has(directory))
      watchers.set(directory, { identity, watcher: watch(directory, onEvent).on('error', onError) });
    return true;
  };
  return {
    /** Watches the directories of these files, and no others. @returns whether all of them exist */
    follow: (watched: WatchedFiles): boolean => {
      const wanted = directoriesOf(watched);
      for (const directory of watchers.keys()) if (!wanted.has(directory)) drop(directory);
      return [...wanted].map(followOne).every(Boolean);
    },
    close: (): void => {
      for (const directory of watchers.keys()) drop(directory);
    },
  };
}

// The inode alone is not enough: its number is soon used again.
function identityOf(directory: string): string | undefined {
  const found = statSync(directory, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.birthtimeMs}`;
}

/** The roots, the directories of the files, and those between, in which new directories appear. */
function directoriesOf({ files, roots }: WatchedFiles): ReadonlySet<string> {
  const directories = new Set(roots);
  for (const file of files) {
    for (let at = dirname(file); !directories.has(at) && at !== dirname(at); at = dirname(at)) directories.add(at);
  }
  return directories;
}
