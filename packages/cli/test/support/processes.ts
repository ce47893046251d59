import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { writeTestFile } from './write-test-file.ts';

const bin = fileURLToPath(new URL('../../src/bin.ts', import.meta.url));

const directories: string[] = [];
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'close');
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A new directory with these files, removed after the tests. */
export function directoryWith(files: Readonly<Record<string, string | object>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'scopegate-template-')));
  directories.push(directory);
  for (const [name, content] of Object.entries(files)) writeTestFile(join(directory, name), content);
  return directory;
}

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one command to its end. */
export async function scopegate(cwd: string, args: readonly string[], stdin = ''): Promise<Result> {
  const { child, text } = spawned(cwd, args);
  child.stdin?.end(stdin);
  const [code] = await once(child, 'close');
  return { code, ...text };
}

export interface Started extends AsyncDisposable {
  /** The first line on stdout. */
  readonly line: string;
  readonly err: () => string;
  /** Settles once stderr contains the text. */
  says(text: string): Promise<void>;
  /** Ends it with SIGTERM. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Starts a platform on a free port, and waits until it serves. */
export async function start(
  cwd: string,
  args: readonly string[],
  stdin = '',
  variables: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const { child, text } = spawned(cwd, ['start', ...args, '--port', '0'], variables);
  child.stdin?.end(stdin);
  const closed = once(child, 'close');
  while (!text.out.includes('\n')) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${text.err}`);
    await Promise.race([once(child.stdout!, 'data'), closed]);
  }
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await closed;
    return child.exitCode;
  };
  return {
    line: text.out.split('\n', 1)[0] ?? '',
    err: () => text.err,
    says: async (part) => {
      while (!text.err.includes(part)) await once(child.stderr!, 'data');
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

function spawned(cwd: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  // CDK's built-in validator takes seconds, and has a test of its own in infra
  const env = { ...Object.fromEntries(own), CDK_VALIDATION: 'false', ...variables };
  const child = spawn(process.execPath, [bin, ...args], { cwd, env, stdio: 'pipe' });
  started.push(child);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  return { child, text };
}
