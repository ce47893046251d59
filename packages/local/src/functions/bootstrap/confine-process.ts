import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';
import { refused } from './refused.ts';

/**
 * Makes the thread look like the process a Lambda function has to itself, and refuses what would reach past the thread:
 * signals to the platform's own process, and child processes and threads, which would run without clock and network
 * guard. `process.exit` ends the thread only.
 */
export function confineProcess(): void {
  process.kill = (pid, signal) => {
    throw refused(
      `process.kill(${pid}, ${JSON.stringify(signal)})`,
      'it would hit the platform, not only this function',
    );
  };
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] as const) {
    Reflect.set(childProcess, name, () => {
      throw refused(`child_process.${name}`, 'a child process would not be held to the local network');
    });
  }
  hideThread();
  syncBuiltinESMExports();
}

function hideThread(): void {
  class Worker {
    constructor() {
      throw refused('worker_threads.Worker', 'a further thread would not be held to the local network and clock');
    }
  }
  Object.assign(workerThreads, { isMainThread: true, parentPort: null, workerData: undefined, threadId: 0, Worker });
}
