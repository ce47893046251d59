import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assetOf, writeLiveAssembly } from '../../../src/watch/live-assembly.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

describe('writeLiveAssembly', () => {
  it('copies an assembly with the changed bundle', () => {
    const root = temporaryDirectory();
    writeTestFile(join(root, 'base/manifest.json'), '{}');
    writeTestFile(join(root, 'base/asset.1/index.cjs'), 'one');
    writeTestFile(join(root, 'base/asset.1/scopegate.json'), 'guard');
    writeTestFile(join(root, 'base/asset.2/index.cjs'), 'two');
    const bundle = join(root, 'bundle');
    writeTestFile(join(bundle, 'index.cjs'), 'one');
    expect(assetOf(join(root, 'base'), bundle)).toBe('asset.1');
    writeTestFile(join(bundle, 'index.cjs'), 'changed');
    expect(assetOf(join(root, 'base'), bundle)).toBeUndefined();
    writeLiveAssembly(join(root, 'base'), join(root, 'live'), new Map([['asset.1', bundle]]));
    const read = (name: string) => readFileSync(join(root, name), 'utf8');
    expect([read('live/asset.1/index.cjs'), read('live/asset.1/scopegate.json')]).toEqual(['changed', 'guard']);
    expect([read('live/asset.2/index.cjs'), read('base/asset.1/index.cjs')]).toEqual(['two', 'one']);
    expect(lstatSync(join(root, 'live/asset.2')).isSymbolicLink()).toBe(true);
  });
});
