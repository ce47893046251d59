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

/** One run of a candidate. Times in milliseconds, memory in megabytes. */
export interface Run {
  /** From the start of the process to the first authorized 200. */
  readonly startMs: number;
  /** After one answer: one environment of each function. */
  readonly firstMegabytes: number;
  readonly many: Load;
  readonly one: Load;
}

export interface Load {
  readonly perSecond: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
}

const warmSeconds = 6;

/** Starts a candidate, measures it, ends it. @throws Error when an answer under load is not 200 */
export async function runCandidate(candidate: Candidate, seconds: number): Promise<Run> {
  const startedAt = performance.now();
  const [command = '', ...args] = candidate.command;
  const options = { ...(candidate.cwd && { cwd: candidate.cwd }), env: { ...process.env, TZ: 'UTC' } };
  const server = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = `${candidate.url ?? (await readyUrl(server))}/hello`;
    await firstAuthorized(url);
    const startMs = performance.now() - startedAt;
    const firstMegabytes = residentMegabytes(server.pid);
    // ten environments of each function have to start, and their code to be optimized
    await load(url, 16, warmSeconds);
    const many = await load(url, 16, seconds);
    const one = await load(url, 1, seconds);
    if (many.failed + one.failed > 0)
      throw new Error(`${candidate.name}: ${many.failed + one.failed} answers were not 200`);
    return { startMs, firstMegabytes, many, one };
  } finally {
    server.kill('SIGKILL');
    await once(server, 'exit');
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
