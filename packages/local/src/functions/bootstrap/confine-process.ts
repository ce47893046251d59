import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

/**
 * Makes the thread look like the process a Lambda function has to itself, and refuses what would reach past the thread:
 * signals to the platform's own process, and child processes and threads, which would run without clock and network
 * guard. `process.exit` ends the thread only; `process.chdir` is refused by Node itself.
 *
 * `process.cwd()` (and with it `path.resolve`) is the task root; `fs` calls with relative paths are NOT led there.
 */
export function confineProcess(taskRoot: string): void {
  process.cwd = () => taskRoot;
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
  refuseStreaming();
  syncBuiltinESMExports();
}

const refused = (what: string, why: string): Error =>
  Object.assign(new Error(`${what} is not run by the local platform: ${why}. Do without it, or try it on AWS.`), {
    code: 'ERR_SCOPEGATE_REFUSED',
  });

function hideThread(): void {
  class Worker {
    constructor() {
      throw refused('worker_threads.Worker', 'a further thread would not be held to the local network and clock');
    }
  }
  Object.assign(workerThreads, { isMainThread: true, parentPort: null, workerData: undefined, threadId: 0, Worker });
}

function refuseStreaming(): void {
  const streamifyResponse = (): never => {
    throw refused('awslambda.streamifyResponse', 'an HTTP API buffers responses');
  };
  Object.defineProperty(globalThis, 'awslambda', { value: { streamifyResponse }, configurable: true, writable: true });
}
