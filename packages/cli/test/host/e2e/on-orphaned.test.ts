import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';

const module = new URL('../../../src/host/on-orphaned.ts', import.meta.url).href;
const orphan = `
  import { onOrphaned } from ${JSON.stringify(module)};
  const alive = setInterval(() => {}, 60_000);
  onOrphaned(() => {
    console.log('orphaned');
    clearInterval(alive);
  });
  process.send('ready', () => process.disconnect());
`;
// ends as soon as its child watches
const parent = `
  import { spawn } from 'node:child_process';
  const command = ['--input-type=module', '--no-warnings', '-e', process.argv[1]];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.once('message', () => process.exit());
`;

it('is told to a command whose parent has ended', async () => {
  const command = ['--input-type=module', '--no-warnings', '-e', parent, orphan];
  const { stdout } = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await text(stdout)).toBe('orphaned\n');
});
