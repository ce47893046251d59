import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from '@jest/globals';
import { authorizerCode, handlerCode, writeStack } from '../../../bench/support/stack.ts';
import { bundled } from '../../support/bundled.ts';

const index = await bundled('src/index.ts');
const packageRoot = join(import.meta.dirname, '..', '..', '..');
const work = mkdtempSync(join(tmpdir(), 'scopegate-bundle-'));
afterAll(() => rmSync(work, { recursive: true }));

it('serves a template, with few files', async () => {
  expect(readdirSync(dirname(index)).length).toBeLessThan(20);
  const template = writeStack(work, {
    functions: { Authorizer: authorizerCode, Handler: handlerCode },
    routes: { 'GET /hello': 'Handler' },
  });
  const script = join(packageRoot, 'bench', 'support', 'platform.js');
  const platform = spawn(process.execPath, [script, index, template, join(work, 'state')], {
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
