import { join } from 'node:path';
import type { LoadedProject } from './load-project.ts';

/** The lock file of a project's builds. One runs at a time, because all of them write the same bundles. */
export const buildLockFile = ({ stateDirectory }: Pick<LoadedProject, 'stateDirectory'>): string =>
  join(stateDirectory, 'build.lock');
