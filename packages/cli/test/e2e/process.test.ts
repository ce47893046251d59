import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createNodeHost } from '../../src/host/node-host.ts';
import { runProcess } from '../../src/host/run-process.ts';

const directory = mkdtempSync(join(tmpdir(), 'scopegate-cli-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const node = (code: string) => ({
  command: process.execPath,
  args: ['-e', code],
  cwd: directory,
  env: process.env,
  output: 'capture' as const,
});

describe('runProcess', () => {
  it('captures both streams and the exit code', async () => {
    const result = await runProcess(node("console.log('out'); console.error('err'); process.exitCode = 3"));
    expect(result.code).toBe(3);
    expect(result.output).toContain('out\n');
    expect(result.output).toContain('err\n');
  });

  it('fails for a program that is not there', async () => {
    await expect(runProcess({ ...node(''), command: join(directory, 'none') })).rejects.toThrow('ENOENT');
  });

  it('ends the program and its children when aborted', async () => {
    const controller = new AbortController();
    const file = join(directory, 'forever.cjs');
    writeFileSync(file, 'process.send ? process.send("up") : 0; setInterval(() => {}, 1000);');
    const parent = `const c = require('node:child_process').fork(${JSON.stringify(file)});
      c.on('message', () => require('node:fs').writeFileSync('child.pid', String(c.pid))); setInterval(() => {}, 1000);`;
    const running = runProcess({ ...node(parent), signal: controller.signal });
    const host = createNodeHost();
    const pidOf = async (): Promise<number> => {
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(join(directory, 'child.pid'), 'utf8').catch(() => '');
      return text === '' ? await new Promise(setImmediate).then(pidOf) : Number(text);
    };
    const pid = await pidOf();
    expect(host.isAlive(pid)).toBe(true);
    controller.abort();
    expect((await running).code).toBeUndefined();
    while (host.isAlive(pid)) await new Promise(setImmediate);
  });
});

describe('createNodeHost', () => {
  it('knows free and taken ports', async () => {
    const host = createNodeHost();
    const port = await host.freePort();
    expect(await host.isPortFree(port)).toBe(true);
    const { createServer } = await import('node:net');
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await host.isPortFree(port)).toBe(false);
    server.close();
  });

  it('knows the living from the dead', async () => {
    const host = createNodeHost();
    expect(host.isAlive(process.pid)).toBe(true);
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(host.isAlive(child.pid!)).toBe(false);
  });
});

describe('the bin', () => {
  const bin = fileURLToPath(new URL('../../src/bin.ts', import.meta.url));

  it('ends with its own exit code when nobody reads on', async () => {
    const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [code] = await once(child, 'close');
    expect(errors).toBe('');
    expect(code).toBe(0);
  });

  it('tells a user his mistake without a stack trace', async () => {
    const { code, output } = await runProcess({ ...node(''), args: [bin, 'matrix'] });
    expect(code).toBe(1);
    expect(output).toMatch(/^error: There is no scopegate\.config\.ts\./);
    expect(output).not.toContain('    at ');
  });
});
