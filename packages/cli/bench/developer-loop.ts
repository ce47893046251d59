import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/*
 * What a developer at work feels of `scopegate start`, watching: the processor time that it takes while nothing happens
 * (serving a template), and how long a change of a handler takes to be live, before and after a change of the contract
 * (serving a copy of this repository). Linux only: it reads /proc.
 *
 *   node packages/cli/bench/developer-loop.ts [--changes 10] [--idle-seconds 60] [--check]
 */
const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '10' },
    'idle-seconds': { type: 'string', default: '60' },
    check: { type: 'boolean', default: false },
  },
});
const repository = join(import.meta.dirname, '..', '..', '..');
const workDirectory = mkdtempSync(join(tmpdir(), 'scopegate-loop-'));
/** Seconds of rest before the idle time is measured. */
const restSeconds = 10;
let failures = 0;

const copy = copyRepository();
const bin = join(copy, 'packages', 'cli', 'src', 'bin.ts');
try {
  await serving([writeTemplate()], async (platform) => {
    budget(`idle, ms of processor time in a minute`, await measureIdle(platform), 15);
  });
  await serving([], async (platform) => {
    // watching begins when the platform serves
    await pause(5000);
    budget('handler change live, ms (median)', await measureChanges(platform, 'a'), 500);
    changeContract();
    await untilAnswers(platform, 'contract');
    // the new bundles get warm
    await pause(5000);
    budget('handler change live after a change of the contract, ms (median)', await measureChanges(platform, 'b'), 500);
  });
} finally {
  rmSync(workDirectory, { recursive: true, force: true });
}
process.exitCode = values.check && failures > 0 ? 1 : 0;

/** The tracked files and the links to installed modules; the modules themselves are shared. */
function copyRepository(): string {
  const root = join(workDirectory, 'repository');
  const files = execFileSync('git', ['ls-files'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');
  const modules = globSync(['node_modules', '{packages/*,infra}/node_modules'], { cwd: repository });
  const links = modules.flatMap((directory) =>
    readdirSync(join(repository, directory)).map((name) => join(directory, name)),
  );
  const store = join('node_modules', '.pnpm');
  for (const path of [...files, ...links]) {
    if (path === store || !existsSync(join(repository, path))) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(repository, path), join(root, path), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(repository, store), join(root, store));
  return root;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Platform {
  readonly pid: number;
  readonly port: number;
}

async function serving(args: readonly string[], measure: (platform: Platform) => Promise<void>): Promise<void> {
  const port = await freePort();
  const child = spawn(process.execPath, [bin, 'start', ...args, '--port', String(port)], {
    cwd: copy,
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const platform = { pid: child.pid ?? 0, port };
  try {
    await untilAnswers(platform, '');
    await measure(platform);
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function versionNow({ port }: Platform): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
  await answer?.text();
  return answer?.status === 200 ? (answer.headers.get('x-version') ?? '') : undefined;
}

async function untilAnswers(platform: Platform, version: string): Promise<void> {
  const giveUpAt = performance.now() + 120_000;
  while ((await versionNow(platform)) !== version) {
    if (performance.now() > giveUpAt) throw new Error(`Version "${version}" was not live within two minutes.`);
    await pause(5);
  }
}

async function measureIdle(platform: Platform): Promise<number> {
  const seconds = Number(values['idle-seconds']);
  await pause(restSeconds * 1000);
  const before = processorMillis(platform);
  await pause(seconds * 1000);
  return ((processorMillis(platform) - before) / seconds) * 60;
}

/** Of all threads so far. */
function processorMillis({ pid }: Platform): number {
  const tasks = `/proc/${pid}/task`;
  const nanos = readdirSync(tasks).map((id) =>
    Number(readFileSync(join(tasks, id, 'schedstat'), 'utf8').split(' ')[0]),
  );
  return nanos.reduce((sum, each) => sum + each, 0) / 1e6;
}

async function measureChanges(platform: Platform, series: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < Number(values.changes); n++) {
    const changedAt = performance.now();
    writeHandler(`${series}${n}`);
    await untilAnswers(platform, `${series}${n}`);
    times.push(performance.now() - changedAt);
    await pause(300);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** An API with one open route and its function. @returns the template's path */
function writeTemplate(): string {
  const file = join(workDirectory, 'template.yaml');
  writeFileSync(
    file,
    `Transform: AWS::Serverless-2016-10-31
Resources:
  Health:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: 'exports.handler = async () => "ok"'
      Events: { Get: { Type: HttpApi, Properties: { Method: GET, Path: /health } } }
`,
  );
  return file;
}

function writeHandler(version: string): void {
  const file = join(copy, 'packages', 'orders', 'src', 'handlers', 'health.ts');
  const plain = readFileSync(join(repository, 'packages', 'orders', 'src', 'handlers', 'health.ts'), 'utf8');
  writeFileSync(file, plain.replace('status: 200,', `status: 200, headers: { 'x-version': '${version}' },`));
}

function changeContract(): void {
  const file = join(copy, 'packages', 'orders', 'src', 'contract.ts');
  writeHandler('contract');
  writeFileSync(file, readFileSync(file, 'utf8').replace("title: 'Orders'", "title: 'Orders again'"));
}

function budget(name: string, value: number, atMost: number): void {
  const holds = value <= atMost;
  if (!holds) failures++;
  process.stdout.write(`  ${holds ? 'holds' : 'FAILS'}  ${name}: ${value.toFixed(1)} (at most ${atMost})\n`);
}
