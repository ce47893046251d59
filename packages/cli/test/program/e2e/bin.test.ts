import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
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

describe('the bin', () => {
  const bin = fileURLToPath(new URL('../../../src/bin.ts', import.meta.url));

  it('ends with its own exit code when its output is closed', async () => {
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

  it('shows a mistake of the user without a stack trace', async () => {
    const { code, output } = await runProcess({ ...node(''), args: [bin, 'matrix'] });
    expect(code).toBe(1);
    expect(output).toMatch(/^error: There is no scopegate\.config\.ts\./);
    expect(output).not.toContain('    at ');
  });
});
