import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listNames } from '../host/list-names.ts';
import { parseRunState } from './parse-run-state.ts';
import type { RunState } from './run-state.ts';

/** The record of the platform that was started last. */
export const lastFile = (stateDirectory: string): string => join(stateDirectory, 'local.json');

/** The directory of a port: data, keys, and the record `state.json`. */
export const portDirectory = (stateDirectory: string, port: number): string => join(stateDirectory, String(port));

const portFile = (stateDirectory: string, port: number): string =>
  join(portDirectory(stateDirectory, port), 'state.json');

/** Creates a directory that only its owner can enter; restricts one that exists. */
export function makePrivateDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
}

/** Writes the records of a running platform: that of its port, and that of the last started. */
export function writeRun(stateDirectory: string, run: RunState): void {
  const text = `${JSON.stringify(run, undefined, 2)}\n`;
  for (const file of [portFile(stateDirectory, run.port), lastFile(stateDirectory)]) {
    makePrivateDirectory(dirname(file));
    // Renamed into place: a reader never sees a part of it, and its mode is right from the start.
    const draft = `${file}.${run.pid}`;
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  }
  keepOutOfVersionControl(stateDirectory);
}

// Records hold secrets.
function keepOutOfVersionControl(stateDirectory: string): void {
  const file = join(stateDirectory, '.gitignore');
  if (!existsSync(file)) writeFileSync(file, '*\n');
}

/** Removes the records that {@link writeRun} wrote, unless another process has written since. The data stays. */
export function removeRun(stateDirectory: string, { port, pid }: Pick<RunState, 'port' | 'pid'>): void {
  for (const file of [portFile(stateDirectory, port), lastFile(stateDirectory)]) {
    const written = readRun(file);
    if (written?.pid === pid && written.port === port) rmSync(file, { force: true });
  }
}

/** The record of a port, or of the last started platform; `undefined` when there is none. Its process may have ended. */
export const readStoredRun = (stateDirectory: string, port: number | undefined): RunState | undefined =>
  readRun(port === undefined ? lastFile(stateDirectory) : portFile(stateDirectory, port));

/** The records of all ports. Their processes may have ended. */
export function readStoredRuns(stateDirectory: string): RunState[] {
  return listNames(stateDirectory)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStoredRun(stateDirectory, Number(name)) ?? []);
}

function readRun(file: string): RunState | undefined {
  try {
    return parseRunState(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
