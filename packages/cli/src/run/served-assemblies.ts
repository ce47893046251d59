import type { Host } from '../host/host.ts';
import { readStoredRuns } from './state-files.ts';

/** The assemblies that running platforms of a state directory serve. */
export const servedAssemblies = (stateDirectory: string, { isAlive }: Pick<Host, 'isAlive'>): string[] =>
  readStoredRuns(stateDirectory)
    .filter(({ pid }) => isAlive(pid))
    .map(({ assembly }) => assembly);
