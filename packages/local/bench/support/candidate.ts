import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A server under measurement: a command that prints `ready <url>`, or that answers at an address known before. */
export interface Candidate {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd?: string;
  /** Where it will answer, for a command that does not say so itself. */
  readonly url?: string;
}

/** A candidate that has answered once. */
export interface Running {
  /** Milliseconds from the start of the process to the first authorized 200. */
  readonly startMs: number;
  /** After one answer: one environment of each function. */
  readonly firstMegabytes: number;
  /** @throws Error when an answer is not 200 */
  load(connections: number, seconds: number): Promise<Load>;
  end(): Promise<void>;
}

/** Times in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
}

export async function startCandidate(candidate: Candidate): Promise<Running> {
  const startedAt = performance.now();
  const [command = '', ...args] = candidate.command;
  const options = { ...(candidate.cwd && { cwd: candidate.cwd }), env: { ...process.env, TZ: 'UTC' } };
  const server = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const end = async (): Promise<void> => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  try {
    const url = `${candidate.url ?? (await readyUrl(server))}/hello`;
    await firstAuthorized(url);
    const startMs = performance.now() - startedAt;
    return {
      startMs,
      firstMegabytes: residentMegabytes(server.pid),
      load: async (connections, seconds) => {
        const measured = await load(url, connections, seconds);
        if (measured.failed > 0) throw new Error(`${candidate.name}: ${measured.failed} answers were not 200`);
        return measured;
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function readyUrl(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('The server has no output.');
  for await (const line of createInterface(server.stdout)) {
    if (line.startsWith('ready ')) return line.slice('ready '.length);
  }
  throw new Error('The server ended before it was ready.');
}

async function firstAuthorized(url: string): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (performance.now() < giveUpAt) {
    const answer = await fetch(url, { headers: { authorization: 'Bearer good' } }).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} gave no authorized 200 within 30 s`);
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function load(url: string, connections: number, seconds: number): Promise<Load> {
  const script = join(import.meta.dirname, 'load.ts');
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [script, url, String(connections), String(seconds)]);
  return JSON.parse(stdout);
}
