import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

// Packs what a user of `scopegate start <template>` gets, installs it with npm in a directory outside this repository,
// and serves a template with it: what works from source must work from the tarballs. Needs the registry, and a minute.

const packages = ['authorizer', 'cli', 'contract', 'handler', 'local'];
const root = resolve(import.meta.dirname, '..');
const directory = mkdtempSync(join(tmpdir(), 'scopegate-packed-'));

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs24.x
      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: GET } } }
`;

function run(command: string, args: readonly string[], cwd: string): void {
  console.error(`${command} ${args.join(' ')}`);
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`);
}

function install(): void {
  const tarballs = join(directory, 'tarballs');
  mkdirSync(tarballs);
  const pnpm = process.env['npm_execpath'];
  if (pnpm === undefined) throw new Error('Run it as `pnpm packed`.');
  run(process.execPath, ['scripts/build-packages.ts'], root);
  for (const name of packages) {
    const [command, ...args] = /\.[cm]?js$/.test(pnpm) ? [process.execPath, pnpm] : [pnpm];
    run(command ?? pnpm, [...args, 'pack', '--pack-destination', tarballs], join(root, 'packages', name));
  }
  writeFileSync(join(directory, 'package.json'), '{"private":true}');
  const files = readdirSync(tarballs).map((file) => join(tarballs, file));
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...files], directory);
}

async function serve(): Promise<void> {
  mkdirSync(join(directory, 'src'));
  writeFileSync(join(directory, 'src', 'app.js'), "exports.handler = async () => ({ answer: 'packed' });");
  writeFileSync(join(directory, 'template.yaml'), template);
  const bin = join(directory, 'node_modules', '.bin', 'scopegate');
  const child: ChildProcess = spawn(bin, ['start', 'template.yaml', '--port', '0'], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  try {
    const lines = child.stdout === null ? [] : createInterface(child.stdout);
    for await (const line of lines) {
      const answer = await (await fetch(`${line.replace('ready ', '')}/hello`)).text();
      if (answer !== '{"answer":"packed"}') throw new Error(`It answered ${answer}`);
      run(bin, ['call', 'GET', '/hello', '--fail'], directory);
      console.error('The packed command serves a template, and calls it.');
      return;
    }
    throw new Error('It did not serve.');
  } finally {
    child.kill('SIGTERM');
    await closed;
  }
}

try {
  install();
  await serve();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
