import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from './run.ts';

type Scopegate = (...args: string[]) => string;

/** Serves an assembly or a template with the installed command, or the project of the directory, until `use` is done. */
export async function started(
  directory: string,
  served: string | undefined,
  use: (url: string, scopegate: Scopegate) => Promise<void>,
): Promise<void> {
  const bin = join(directory, 'node_modules', '@scopegate', 'cli', 'dist', 'bin.js');
  const command = (...args: string[]) => [process.execPath, [bin, ...args]] as const;
  const child: ChildProcess = spawn(...command('start', ...(served === undefined ? [] : [served]), '--port', '0'), {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  try {
    const lines = child.stdout === null ? [] : createInterface(child.stdout);
    for await (const line of lines) {
      await use(line.replace('ready ', ''), (...args) => run(...command(...args), directory));
      return;
    }
    throw new Error('It did not serve.');
  } finally {
    child.kill('SIGTERM');
    await closed;
  }
}
