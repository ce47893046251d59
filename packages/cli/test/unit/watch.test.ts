import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assetOf, writeLiveAssembly } from '../../src/watch/live-assembly.ts';
import { watchInputs } from '../../src/watch/watch-inputs.ts';
import { temporaryDirectory } from './support.ts';

const write = (file: string, text: string): string => {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};

describe('watchInputs', () => {
  const watching = async () => {
    const root = temporaryDirectory();
    write(join(root, 'scopegate.config.ts'), '');
    write(join(root, 'src/a.ts'), '1');
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
    const next = async () => {
      const files = await told.promise;
      told = Promise.withResolvers();
      return files.map((file) => file.slice(root.length + 1));
    };
    return { root, next, stop };
  };

  it('tells of files that change, come and go, also in new directories; of no others', async () => {
    const { root, next, stop } = await watching();
    write(join(root, 'other.ts'), 'no input');
    write(join(root, 'src/a.ts'), '12');
    expect(await next()).toEqual(['src/a.ts']);
    write(join(root, 'src/new/b.ts'), '1');
    expect(await next()).toEqual(['src/new/b.ts']);
    write(join(root, 'src/new/b.ts'), '12');
    expect(await next()).toEqual(['src/new/b.ts']);
    rmSync(join(root, 'src/new/b.ts'));
    expect(await next()).toEqual(['src/new/b.ts']);
    stop();
  });

  it('says when a glob matches nothing any more', async () => {
    const { root, next, stop } = await watching();
    rmSync(join(root, 'src/a.ts'));
    await expect(next()).rejects.toThrow('matches no file');
    stop();
  });
});

describe('a live assembly', () => {
  it('is the other one but for the changed bundle', () => {
    const root = temporaryDirectory();
    write(join(root, 'base/manifest.json'), '{}');
    write(join(root, 'base/asset.1/index.cjs'), 'one');
    write(join(root, 'base/asset.1/scopegate.json'), 'guard');
    write(join(root, 'base/asset.2/index.cjs'), 'two');
    const bundle = join(root, 'bundle');
    write(join(bundle, 'index.cjs'), 'one');
    expect(assetOf(join(root, 'base'), bundle)).toBe('asset.1');
    write(join(bundle, 'index.cjs'), 'changed');
    expect(assetOf(join(root, 'base'), bundle)).toBeUndefined();
    writeLiveAssembly(join(root, 'base'), join(root, 'live'), new Map([['asset.1', bundle]]));
    const read = (name: string) => readFileSync(join(root, name), 'utf8');
    expect([read('live/asset.1/index.cjs'), read('live/asset.1/scopegate.json')]).toEqual(['changed', 'guard']);
    expect([read('live/asset.2/index.cjs'), read('base/asset.1/index.cjs')]).toEqual(['two', 'one']);
    expect(lstatSync(join(root, 'live/asset.2')).isSymbolicLink()).toBe(true);
  });
});
