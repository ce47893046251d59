import { spawn } from 'node:child_process';
import type { Environment } from '../shell/environment.ts';

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  /** `capture`: nothing is shown; `show`: the process has the terminal, and its stderr is captured as well. */
  readonly output: 'capture' | 'show';
  /** When aborted, ends the process and its children. */
  readonly signal?: AbortSignal | undefined;
}

export interface ProcessResult {
  /** `undefined` when a signal ended it. */
  readonly code: number | undefined;
  /** What it printed, in the order it came: both streams when captured, stderr when shown. */
  readonly output: string;
}

/**
 * Runs a program to its end. A captured one gets a process group of its own, so that an abort reaches its children.
 *
 * @throws {Error} when the program cannot be started
 */
export function runProcess({ command, args, cwd, env, output, signal }: ProcessRequest): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const captured = output === 'capture';
    const child = spawn(command, args, {
      cwd,
      env,
      detached: captured,
      stdio: captured ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'pipe'],
    });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (!captured) process.stderr.write(chunk);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const stop = (): void => terminate(child.pid, captured);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    child.on('error', reject);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      resolve({ code: code ?? undefined, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

function terminate(pid: number | undefined, isGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(isGroup ? -pid : pid, 'SIGTERM');
  } catch {
    // The process has ended already.
  }
}
