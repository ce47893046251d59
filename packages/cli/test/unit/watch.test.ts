import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runProcess } from '../../src/host/run-process.ts';
import { handlersNow } from '../../src/watch/handlers-now.ts';
import { assetOf, writeLiveAssembly } from '../../src/watch/live-assembly.ts';
import { reloadTemplate } from '../../src/watch/reload-template.ts';
import { sourceFiles } from '../../src/watch/source-files.ts';
import { watchFiles } from '../../src/watch/watch-files.ts';
import { watchInputs } from '../../src/watch/watch-inputs.ts';
import { fakeHost, temporaryDirectory } from './support.ts';

const write = (file: string, text: string): string => {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};

// A test that fails must not leave watchers behind: they keep the process alive.
const watching: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of watching.splice(0)) await stop();
});

describe('watchInputs', () => {
  const watched = async () => {
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
    watching.push(stop);
    const next = async () => {
      const files = await told.promise;
      told = Promise.withResolvers();
      return files.map((file) => file.slice(root.length + 1));
    };
    return { root, next, stop };
  };

  it('tells of files that change, come and go, also in new directories; of no others', async () => {
    const { root, next, stop } = await watched();
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
    const { root, next, stop } = await watched();
    rmSync(join(root, 'src/a.ts'));
    await expect(next()).rejects.toThrow('matches no file');
    stop();
  });
});

describe('watchFiles', () => {
  it('goes on in a directory that is removed and made anew', async () => {
    const directory = join(temporaryDirectory(), 'build');
    const file = write(join(directory, 'template.yaml'), '1');
    let told = Promise.withResolvers<void>();
    const stop = await watchFiles({
      list: async () => ({ files: [file], roots: [directory] }),
      onChange: async () => {
        told.resolve();
        return undefined;
      },
      onError: (error) => told.reject(error),
    });
    watching.push(stop);
    const next = async (change: () => void) => {
      change();
      await told.promise;
      told = Promise.withResolvers();
    };
    await next(() => rmSync(directory, { recursive: true }));
    await next(() => write(file, '12'));
    await next(() => write(file, '123'));
    stop();
  });
});

describe('sourceFiles', () => {
  it('are the files, and what lies below the directories but for node_modules; what is gone is still looked for', () => {
    const root = temporaryDirectory();
    const code = join(root, 'code');
    const files = [join(root, 'template.yaml'), join(code, 'a.js'), join(code, 'lib', 'b.js')];
    for (const file of [...files, join(code, 'node_modules', 'x', 'c.js'), join(root, 'other.yaml')]) write(file, '');
    const gone = join(root, 'nested', 'gone.yaml');
    const watched = sourceFiles([join(root, 'template.yaml'), code, gone]);
    expect(new Set(watched.files)).toEqual(new Set([...files, gone]));
    expect(new Set(watched.roots)).toEqual(new Set([code, root, join(root, 'nested')]));
  });
});

describe('reloadTemplate', () => {
  const reloading = async (reload: () => Promise<void>) => {
    const root = temporaryDirectory();
    const assembly = write(join(root, 'template.yaml'), '1');
    const platform = { reload, sources: [assembly], apis: [{ name: 'one', url: 'http://one' }] };
    const published: string[] = [];
    const host = fakeHost({ cwd: root });
    const stop = await reloadTemplate(host, { platform, assembly, publish: (one) => published.push(one) });
    watching.push(stop);
    const says = async (text: string) => {
      while (!host.err().includes(text)) await new Promise(setImmediate);
    };
    return { root, platform, published, host, stop, says };
  };

  it('follows the sources as they are after each reload, and does not take new ones for changes', async () => {
    let count = 0;
    const { root, platform, published, host, stop, says } = await reloading(async () => {
      count += 1;
      platform.sources = [join(root, 'template.yaml'), join(root, 'code')];
      platform.apis = [
        { name: 'one', url: 'http://one' },
        { name: 'two', url: 'http://two' },
      ];
    });
    write(join(root, 'code', 'app.js'), '1');
    write(join(root, 'template.yaml'), '12');
    await says('ms: template.yaml\n');
    write(join(root, 'code', 'app.js'), '12');
    await says('ms: code/app.js\n');
    await stop();
    expect(count).toBe(2);
    expect(published).toHaveLength(2);
    expect(host.err().match(/reloaded in/g)).toHaveLength(2);
    expect(host.err().match(/^(one|two) {2}http.*$/gm)).toEqual(['two  http://two']);
  });

  it('says what cannot be run, and publishes nothing', async () => {
    const { root, published, stop, says } = await reloading(() => Promise.reject(new Error('all faults')));
    write(join(root, 'template.yaml'), '12');
    await says('NOT reloaded, the last good version serves on: all faults');
    await stop();
    expect(published).toEqual([]);
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

describe('the handlers now', () => {
  const before = { contract: 'contract.ts', modules: { a: 'a.ts' } };
  const asked = (root: string) =>
    handlersNow({ root, handlers: before }, { runProcess, env: process.env }, new AbortController().signal);

  it('are those that the configuration names, whatever it and its imports were when loaded first', async () => {
    const root = temporaryDirectory();
    write(join(root, 'handlers.ts'), "export const modules: object = { a: 'a.ts' };");
    const config =
      "import { modules } from './handlers.ts'; console.log('noise'); export default { handlers: { contract: 'contract.ts', modules } };";
    write(join(root, 'scopegate.config.ts'), config);
    expect(await asked(root)).toEqual(before);
    write(join(root, 'handlers.ts'), "export const modules: object = { a: 'a.ts', b: 'b.ts' };");
    expect(await asked(root)).toEqual({ contract: 'contract.ts', modules: { a: 'a.ts', b: 'b.ts' } });
  });

  it('are those known before where the configuration is broken', async () => {
    const root = temporaryDirectory();
    write(join(root, 'scopegate.config.ts'), 'export default {');
    expect(await asked(root)).toEqual(before);
  });
});
