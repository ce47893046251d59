import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runProcess } from '../../../src/host/run-process.ts';
import { createProgram } from '../../../src/program/create-program.ts';
import { fakeHost } from '../../support/fake-host.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));

/** The pnpm that runs these tests, or the one on the PATH. */
function pnpmCommand(): readonly string[] {
  const running = process.env['npm_execpath'];
  if (running?.includes('pnpm') === true) return /\.[cm]?js$/.test(running) ? [process.execPath, running] : [running];
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'pnpm'))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('These tests need pnpm. Run them with `pnpm test`, or put pnpm on the PATH.');
  return [found];
}

async function pnpm(...args: readonly string[]): Promise<{ code: number | undefined; output: string }> {
  const [command = '', ...first] = pnpmCommand();
  return await runProcess({ command, args: [...first, ...args], cwd: root, env: process.env, output: 'capture' });
}

describe('the scripts of the repository', () => {
  it.each([
    { script: ['start'], usage: 'Usage: scopegate start [options]', example: 'pnpm start --port 4000' },
    { script: ['mint'], usage: 'Usage: scopegate mint [options]', example: 'pnpm mint --client reader' },
    { script: ['call'], usage: 'Usage: scopegate call [options] <method> <path>', example: 'pnpm call GET /health' },
    {
      script: ['explain'],
      usage: 'Usage: scopegate explain [options] <method> <path>',
      example: 'pnpm explain GET /orders/42 --client reader',
    },
    { script: ['matrix'], usage: 'Usage: scopegate matrix [options]', example: 'pnpm matrix --live' },
    { script: ['run', 'deploy'], usage: 'Usage: scopegate deploy [options]', example: 'pnpm run deploy --plan' },
    { script: ['scopegate'], usage: 'Usage: scopegate [options] [command]', example: 'Commands:' },
  ])('pnpm $script --help shows our help', async ({ script, usage, example }) => {
    const { code, output } = await pnpm(...script, '--help');
    expect(output).toContain(usage);
    expect(output).toContain(example);
    expect(code).toBe(0);
  });

  it('pass the exit code on', async () => {
    const { code, output } = await pnpm('mint', '--clint', 'x');
    expect(output).toContain('(Did you mean --client?)');
    expect(code).toBe(1);
  });
});

describe('deploy', () => {
  it("has no option that pnpm's own deploy would read", async () => {
    const { output } = await pnpm('deploy', '--help');
    const taken = new Set(output.match(/--[a-z][a-z-]*/g));
    expect(taken).toContain('--prod');
    const ours = createProgram(fakeHost(), () => undefined)
      .commands.find((command) => command.name() === 'deploy')!
      .options.map(({ long }) => long);
    expect(ours).toEqual(['--stage', '--plan', '--approve', '--instance-role']);
    expect(ours.filter((option) => taken.has(option ?? ''))).toEqual([]);
  });
});
