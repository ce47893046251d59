import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parseRunState, type RunState } from './run-state.ts';

/** Where the last started platform is written down. */
export const lastFile = (stateDirectory: string): string => join(stateDirectory, 'local.json');

/** The directory of one port: data, keys and `state.json`. */
export const portDirectory = (stateDirectory: string, port: number): string => join(stateDirectory, String(port));

const portFile = (stateDirectory: string, port: number): string =>
  join(portDirectory(stateDirectory, port), 'state.json');

/** Makes a directory that only its owner can enter, or makes it so. */
export function makePrivateDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
}

/** Writes down a running platform: by its port, and as the last started. */
export function writeRun(stateDirectory: string, run: RunState): void {
  const text = `${JSON.stringify(run, undefined, 2)}\n`;
  for (const file of [portFile(stateDirectory, run.port), lastFile(stateDirectory)]) {
    makePrivateDirectory(dirname(file));
    // Renamed into place: a reader sees all of it or nothing, and its mode is right from the start.
    const draft = `${file}.${run.pid}`;
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  }
  keepOutOfVersionControl(stateDirectory);
}

/** Records hold secrets. */
function keepOutOfVersionControl(stateDirectory: string): void {
  const file = join(stateDirectory, '.gitignore');
  if (!existsSync(file)) writeFileSync(file, '*\n');
}

/** Takes back what {@link writeRun} wrote, unless another process has written since. The data stays. */
export function removeRun(stateDirectory: string, { port, pid }: Pick<RunState, 'port' | 'pid'>): void {
  for (const file of [portFile(stateDirectory, port), lastFile(stateDirectory)]) {
    const written = readRun(file);
    if (written?.pid === pid && written.port === port) rmSync(file, { force: true });
  }
}

/** The platform of a port, or the last started. `undefined` when none is written down; it may be gone all the same. */
export const readStoredRun = (stateDirectory: string, port: number | undefined): RunState | undefined =>
  readRun(port === undefined ? lastFile(stateDirectory) : portFile(stateDirectory, port));

/** Every platform that is written down by its port; they may be gone all the same. */
export function readStoredRuns(stateDirectory: string): RunState[] {
  return namesIn(stateDirectory)
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

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
