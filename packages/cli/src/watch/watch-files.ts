import { statSync } from 'node:fs';
import { watchedDirectories } from './watched-directories.ts';
import type { WatchedFiles } from './watched-files.ts';

export interface FileWatch {
  readonly list: () => Promise<WatchedFiles>;
  /**
   * Called with the files that were changed, created or removed. The next call waits until this one has settled.
   *
   * @returns files that are listed from now on, and are not reported as created; undefined when there are none
   */
  readonly onChange: (files: readonly string[]) => Promise<readonly string[] | undefined>;
  /** Called with an error of `list`, and for a directory that cannot be watched. Watching continues. */
  readonly onError: (error: unknown) => void;
  /** How long nothing must change before a change is reported. @default 30: editors write a file in several steps */
  readonly settleMilliseconds?: number;
}

/** How often a missing directory is looked for. Builds remove a directory and create it again. */
const missingMilliseconds = 250;

/**
 * Watches the directories of files, new files included. A file has changed when its modification time, its size or its inode
 * differs.
 *
 * @returns stops watching
 */
export async function watchFiles({ list, onChange, onError, settleMilliseconds = 30 }: FileWatch): Promise<() => void> {
  const directories = watchedDirectories(() => schedule(settleMilliseconds), onError);
  let watched = await list();
  let known = stampsOf(watched.files);
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;
  let stopped = false;
  const follow = (): void => {
    if (!directories.follow(watched)) schedule(missingMilliseconds);
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
    schedule(settleMilliseconds);
  };
  const run = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    await look().catch(onError);
    busy = false;
    if (again && !stopped) schedule(settleMilliseconds);
    again = false;
  };
  const schedule = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), milliseconds);
  };
  follow();
  return () => {
    stopped = true;
    clearTimeout(timer);
    directories.close();
  };
}

const stampsOf = (files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(files.map((file) => [file, stampOf(file)]));

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
