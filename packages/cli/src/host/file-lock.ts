import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../shell/error-code.ts';
import type { Host } from './host.ts';

const pollMilliseconds = 100;

export interface FileLock {
  readonly file: string;
  /** Ends the waiting when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the work while holding a lock file. Waits while a running process holds it; takes it over from one that has ended.
 *
 * @throws {Error} the signal's reason, when it is aborted while waiting
 */
export async function withFileLock<Result>(
  { file, signal }: FileLock,
  host: Pick<Host, 'pid' | 'isAlive' | 'pause'>,
  work: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  while (!acquire(file, host)) {
    signal?.throwIfAborted();
    await host.pause(pollMilliseconds);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Takes a lock file without waiting, also from a process that has ended.
 *
 * @returns releases it; undefined when a running process holds it
 */
export function tryFileLock(file: string, host: Pick<Host, 'pid' | 'isAlive'>): (() => void) | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const isTaken = acquire(file, host) || acquire(file, host);
  return isTaken ? () => rmSync(file, { force: true }) : undefined;
}

function acquire(file: string, { pid, isAlive }: Pick<Host, 'pid' | 'isAlive'>): boolean {
  try {
    writeFileSync(file, String(pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const holder = lockHolder(file);
  if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true });
  return false;
}

/** The process that holds a lock file; undefined when the file was just released, or just created and is still empty. */
export function lockHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
