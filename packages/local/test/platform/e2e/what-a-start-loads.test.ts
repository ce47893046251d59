import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

// Each costs every start 10 to 40 ms, and most runs need none of them.
it.each(['internal/deps/undici/undici', 'tls'])('a start loads no %s', (builtin) => {
  const index = new URL('../../../src/index.ts', import.meta.url);
  const program = `await import('${index.href}'); process.exit(process.moduleLoadList.includes('NativeModule ${builtin}') ? 1 : 0)`;
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', program]).status).toBe(0);
});
