import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../shell/error-code.ts';
import { terminalText } from '../shell/safe-text.ts';
import type { Sink } from '../shell/sink.ts';
import type { Host } from './host.ts';
import { importModule } from './import-module.ts';
import { onOrphaned } from './on-orphaned.ts';
import { runProcess } from './run-process.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** This machine. */
export const createNodeHost = (): Host => ({
  cwd: process.cwd(),
  home: homedir(),
  pid: process.pid,
  env: process.env,
  // what a program reads of stdout stays as it is
  stdout: sinkOf(process.stdout, process.stdout.isTTY === true),
  stderr: sinkOf(process.stderr, true),
  fetch: globalThis.fetch,
  now: Date.now,
  pause: (milliseconds) => sleep(milliseconds),
  readStdin,
  isAlive,
  isPortFree: async (port) => (await listenOnce(port)) !== undefined,
  freePort: async () => {
    const port = await listenOnce(0);
    if (port === undefined) throw new Error('This machine has no free port on 127.0.0.1.');
    return port;
  },
  runProcess,
  importModule,
  loadPlatform: () => import('@scopegate/local'),
  onSignal: (listener) => {
    for (const signal of signals) process.on(signal, listener);
    const endWatch = process.env['npm_lifecycle_event'] === 'npx' ? onOrphaned(listener) : undefined;
    return () => {
      endWatch?.();
      for (const signal of signals) process.off(signal, listener);
    };
  },
  exit: (code) => process.exit(code),
});

function sinkOf(stream: NodeJS.WriteStream, isForPeople: boolean): Sink {
  // The reader may close the stream (`| head`): the command still ends with its own exit code.
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    color: stream.isTTY === true && stream.hasColors(),
    write: (text) => {
      if (open) stream.write(isForPeople ? terminalText(text) : text);
    },
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

// Ended, but its parent has not read its exit code yet, as in containers without an init process.
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch {
    return false;
  }
}

const listenOnce = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(bound));
    });
  });
