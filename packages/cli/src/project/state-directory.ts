import { join } from 'node:path';

/** The directory of runs and assemblies of a project, or of a working directory without one. Not for version control. */
export const stateDirectoryIn = (directory: string): string => join(directory, '.scopegate');
