import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runProcess } from '../../../src/host/run-process.ts';
import { handlersNow } from '../../../src/watch/handlers-now.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

describe('handlersNow', () => {
  const before = { contract: 'contract.ts', modules: { a: 'a.ts' } };
  const asked = (root: string) =>
    handlersNow({ root, handlers: before }, { runProcess, env: process.env }, new AbortController().signal);

  it('reads the configuration and its imports again', async () => {
    const root = temporaryDirectory();
    writeTestFile(join(root, 'handlers.ts'), "export const modules: object = { a: 'a.ts' };");
    const config =
      "import { modules } from './handlers.ts'; console.log('noise'); export default { handlers: { contract: 'contract.ts', modules } };";
    writeTestFile(join(root, 'scopegate.config.ts'), config);
    expect(await asked(root)).toEqual(before);
    writeTestFile(join(root, 'handlers.ts'), "export const modules: object = { a: 'a.ts', b: 'b.ts' };");
    expect(await asked(root)).toEqual({ contract: 'contract.ts', modules: { a: 'a.ts', b: 'b.ts' } });
  });

  it('returns the known handlers when the configuration is broken', async () => {
    const root = temporaryDirectory();
    writeTestFile(join(root, 'scopegate.config.ts'), 'export default {');
    expect(await asked(root)).toEqual(before);
  });
});
