import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from '@jest/globals';
import { authorizerCode, handlerCode, writeStack } from '../../../bench/support/stack.ts';

const packageRoot = join(import.meta.dirname, '..', '..', '..');
// where the bundle finds what it depends on
const modules = join(packageRoot, 'node_modules', '.scopegate');
mkdirSync(modules, { recursive: true });
const bundle = mkdtempSync(join(modules, 'bundle-'));
const work = mkdtempSync(join(tmpdir(), 'scopegate-bundle-'));
afterAll(() => {
  for (const directory of [bundle, work]) rmSync(directory, { recursive: true });
});

it('serves a template, with few files', async () => {
  execFileSync(process.execPath, [join(packageRoot, 'scripts', 'bundle.ts'), bundle]);
  expect(readdirSync(bundle).length).toBeLessThan(20);
  const template = writeStack(work, {
    functions: { Authorizer: authorizerCode, Handler: handlerCode },
    routes: { 'GET /hello': 'Handler' },
  });
  const script = join(packageRoot, 'bench', 'support', 'platform.js');
  const platform = spawn(process.execPath, [script, join(bundle, 'index.js'), template, join(work, 'state')], {
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(platform, 'close');
  try {
    for await (const line of createInterface(platform.stdout)) {
      const url = `${line.replace('ready ', '')}/hello`;
      const answer = await fetch(url, { headers: { authorization: 'Bearer good' } });
      expect([answer.status, await answer.text()]).toEqual([200, '{"sub":"someone"}']);
      expect((await fetch(url, { headers: { authorization: 'Bearer bad' } })).status).toBe(403);
      break;
    }
  } finally {
    platform.kill();
    await closed;
  }
});
