import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** What is watched at a moment. Paths are absolute. */
export interface Watched {
  readonly files: readonly string[];
  /** Directories below which the files lie; those above are not watched. */
  readonly roots: readonly string[];
}

export interface FileWatch {
  readonly list: () => Promise<Watched>;
  /**
   * The files that changed, came or went. The next change is told after it has settled.
   *
   * @returns files that are listed only from now on, and need not be told; none where that is undefined
   */
  readonly onChange: (files: readonly string[]) => Promise<readonly string[] | undefined>;
  /** What `list` threw, a directory that cannot be watched. Watching goes on. */
  readonly onError: (error: unknown) => void;
  /** How long it must be quiet before a change is told. @default 30: editors write a file in several steps */
  readonly settleMillis?: number;
}

/** A directory that is made anew, as builds do: until it is there, it is looked for. */
const missingMillis = 250;

/**
 * Watches the directories of files, new ones included. A file counts as changed when its time of change or its size is
 * another.
 *
 * @returns stops watching
 */
export async function watchFiles({ list, onChange, onError, settleMillis = 30 }: FileWatch): Promise<() => void> {
  const directories = watchedDirectories(() => schedule(settleMillis), onError);
  let watched = await list();
  let known = stampsOf(watched.files);
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;
  let stopped = false;
  const follow = (): void => {
    if (!directories.follow(watched)) schedule(missingMillis);
  };
  const look = async (): Promise<void> => {
    watched = await list();
    const found = stampsOf(watched.files);
    const changed = [...new Set([...known.keys(), ...found.keys()])].filter(
      (file) => known.get(file) !== found.get(file),
    );
    known = found;
    if (stopped) return;
    follow();
    if (changed.length === 0) return;
    const added = await onChange(changed);
    if (added === undefined) return;
    known = new Map([...stampsOf(added), ...found]);
    schedule(settleMillis);
  };
  const run = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    await look().catch(onError);
    busy = false;
    if (again && !stopped) schedule(settleMillis);
    again = false;
  };
  const schedule = (millis: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), millis);
  };
  follow();
  return () => {
    stopped = true;
    clearTimeout(timer);
    directories.close();
  };
}

/** Watchers of directories, each for as long as it is the same directory. */
function watchedDirectories(onEvent: () => void, onError: (error: unknown) => void) {
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
    /** @returns whether all of them are there */
    follow: (watched: Watched): boolean => {
      const wanted = directoriesOf(watched);
      for (const directory of watchers.keys()) if (!wanted.has(directory)) drop(directory);
      return [...wanted].map(followOne).every(Boolean);
    },
    close: (): void => {
      for (const directory of watchers.keys()) drop(directory);
    },
  };
}

// A number of an inode is soon used again.
function identityOf(directory: string): string | undefined {
  const found = statSync(directory, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.birthtimeMs}`;
}

/** The roots, the files' directories, and those between: a new directory shows there. */
function directoriesOf({ files, roots }: Watched): ReadonlySet<string> {
  const directories = new Set(roots);
  for (const file of files) {
    for (let at = dirname(file); !directories.has(at) && at !== dirname(at); at = dirname(at)) directories.add(at);
  }
  return directories;
}

const stampsOf = (files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(files.map((file) => [file, stampOf(file)]));

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
