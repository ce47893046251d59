import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { inputFiles } from '../input-digest.ts';

export interface InputWatch {
  /** Absolute; `inputs` are relative to it. */
  readonly root: string;
  readonly globs: readonly string[];
  /** Absolute paths of the input files that changed, came or went. The next change is told after it has settled. */
  readonly onChange: (files: readonly string[]) => Promise<void>;
  /** A glob that matches nothing any more, a directory that cannot be watched. Watching goes on. */
  readonly onError: (error: unknown) => void;
}

/** Editors write a file in several steps. */
const settleMillis = 30;

/**
 * Watches the directories of the input files, new ones included. A file counts as changed when its time of change or its
 * size is another.
 *
 * @returns stops watching
 */
export async function watchInputs({ root, globs, onChange, onError }: InputWatch): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  let known = await stampsOf(root, globs);
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;
  let stopped = false;
  const look = async (): Promise<void> => {
    const found = await stampsOf(root, globs);
    const changed = [...new Set([...known.keys(), ...found.keys()])].filter(
      (file) => known.get(file) !== found.get(file),
    );
    known = found;
    if (stopped) return;
    follow();
    if (changed.length > 0) await onChange(changed);
  };
  const run = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    await look().catch(onError);
    busy = false;
    if (again && !stopped) schedule();
    again = false;
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), settleMillis);
  };
  const follow = (): void => {
    for (const directory of directoriesOf(root, known.keys())) {
      if (!watchers.has(directory)) watchers.set(directory, watch(directory, schedule).on('error', onError));
    }
  };
  follow();
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** The files' directories, and those above them: a new directory shows there. */
function directoriesOf(root: string, files: Iterable<string>): ReadonlySet<string> {
  const directories = new Set([root]);
  for (const file of files) {
    for (let at = dirname(file); at.length > root.length && !directories.has(at); at = dirname(at)) directories.add(at);
  }
  return directories;
}

async function stampsOf(root: string, globs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = (await inputFiles(root, globs)).map((file) => join(root, file));
  return new Map(files.map((file) => [file, stampOf(file)]));
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
