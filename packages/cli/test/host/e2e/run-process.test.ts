import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { runProcess } from '../../../src/host/run-process.ts';

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

  it('fails for a program that does not exist', async () => {
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
