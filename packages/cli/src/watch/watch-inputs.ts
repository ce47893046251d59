import { join } from 'node:path';
import { inputFiles } from '../project/input-files.ts';
import { type FileWatch, watchFiles } from './watch-files.ts';

export interface InputWatch extends Pick<FileWatch, 'onChange' | 'onError'> {
  /** Absolute; the globs are relative to it. */
  readonly root: string;
  readonly globs: readonly string[];
}

/**
 * Watches the input files of a project. A glob that no longer matches a file is an error.
 *
 * @returns stops watching
 */
export const watchInputs = ({ root, globs, ...watch }: InputWatch): Promise<() => void> =>
  watchFiles({
    ...watch,
    list: async () => ({ roots: [root], files: (await inputFiles(root, globs)).map((file) => join(root, file)) }),
  });
