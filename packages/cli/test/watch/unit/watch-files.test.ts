import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import { watchFiles } from '../../../src/watch/watch-files.ts';
import { stopAfterTest } from '../../support/stop-after-test.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

describe('watchFiles', () => {
  it('continues in a directory that is removed and created again', async () => {
    const directory = join(temporaryDirectory(), 'build');
    const file = writeTestFile(join(directory, 'template.yaml'), '1');
    let told = Promise.withResolvers<void>();
    const stop = await watchFiles({
      list: async () => ({ files: [file], roots: [directory] }),
      onChange: async () => {
        told.resolve();
        return undefined;
      },
      onError: (error) => told.reject(error),
    });
    stopAfterTest(stop);
    const next = async (change: () => void) => {
      change();
      await told.promise;
      told = Promise.withResolvers();
    };
    await next(() => rmSync(directory, { recursive: true }));
    await next(() => writeTestFile(file, '12'));
    await next(() => writeTestFile(file, '123'));
    stop();
  });
});
