import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { watchInputs } from '../../../src/watch/watch-inputs.ts';
import { stopAfterTest } from '../../support/stop-after-test.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

describe('watchInputs', () => {
  const watched = async () => {
    const root = temporaryDirectory();
    writeTestFile(join(root, 'scopegate.config.ts'), '');
    writeTestFile(join(root, 'src/a.ts'), '1');
    let told = Promise.withResolvers<readonly string[]>();
    const stop = await watchInputs({
      root,
      globs: ['src/**'],
      onChange: async (files) => {
        told.resolve(files);
        return undefined;
      },
      onError: (error) => told.reject(error),
    });
    stopAfterTest(stop);
    const next = async () => {
      const files = await told.promise;
      told = Promise.withResolvers();
      return files.map((file) => file.slice(root.length + 1));
    };
    return { root, next, stop };
  };

  it('reports files that are changed, created and removed, also in new directories, and no others', async () => {
    const { root, next, stop } = await watched();
    writeTestFile(join(root, 'other.ts'), 'no input');
    writeTestFile(join(root, 'src/a.ts'), '12');
    expect(await next()).toEqual(['src/a.ts']);
    writeTestFile(join(root, 'src/new/b.ts'), '1');
    expect(await next()).toEqual(['src/new/b.ts']);
    writeTestFile(join(root, 'src/new/b.ts'), '12');
    expect(await next()).toEqual(['src/new/b.ts']);
    rmSync(join(root, 'src/new/b.ts'));
    expect(await next()).toEqual(['src/new/b.ts']);
    stop();
  });

  it('reports a glob that no longer matches a file', async () => {
    const { root, next, stop } = await watched();
    rmSync(join(root, 'src/a.ts'));
    await expect(next()).rejects.toThrow('matches no file');
    stop();
  });
});
