import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleHandlers, createHandlerBundler, type HandlerBundler } from '../../../src/build/index.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const builder = new URL('../../../src/build/index.ts', import.meta.url).href;
let directory: string;
let contract: string;
let handlers: Record<string, string>;
let bundler: HandlerBundler;

beforeEach(async () => {
  // beside the fixtures, so that packages resolve
  directory = await mkdtemp(join(fixtures, '..', 'tmp-'));
  await cp(fixtures, directory, { recursive: true });
  contract = join(directory, 'contract.ts');
  handlers = { buy: join(directory, 'buy.ts') };
  bundler = await createHandlerBundler({ contract, handlers, outdir: join(directory, 'out') });
});

afterEach(async () => {
  await bundler.dispose();
  await rm(directory, { recursive: true });
});

const bundleOf = (outdir: string): Promise<string> => readFile(join(directory, outdir, 'buy', 'index.cjs'), 'utf8');

describe('createHandlerBundler', () => {
  it('makes the bundle that bundleHandlers makes', async () => {
    await bundleHandlers({ contract, handlers, outdir: join(directory, 'plain') });
    expect(await bundleOf('out')).toBe(await bundleOf('plain'));
  });

  it('knows whose bundle holds a file', () => {
    expect(bundler.routesOf(join(directory, 'buy.ts'))).toEqual(['buy']);
    expect(bundler.routesOf(join(directory, 'unguarded.ts'))).toEqual([]);
  });

  it('takes up a change', async () => {
    const source = await readFile(handlers['buy']!, 'utf8');
    await writeFile(handlers['buy']!, `${source}\nexport const added = 'found by the next build';\n`);
    await bundler.rebuild('buy');
    expect(await bundleOf('out')).toContain('found by the next build');
  });

  it('has the contract of its own moment, whatever its process has loaded before', async () => {
    // a process of its own: modules that were loaded once are the point, and jest has its own ways with them
    const script = `
      const { readFileSync, writeFileSync } = await import('node:fs');
      const { createHandlerBundler } = await import(${JSON.stringify(builder)});
      const [contract, buy, outdir] = process.argv.slice(1);
      const lengths = [];
      for (const minLength of [2, 3]) {
        writeFileSync(contract, readFileSync(contract, 'utf8').replace(/minLength: \\d/, 'minLength: ' + minLength));
        await (await createHandlerBundler({ contract, handlers: { buy }, outdir })).dispose();
        lengths.push(/minLength",params:\\{limit:(\\d)/.exec(readFileSync(outdir + '/buy/index.cjs', 'utf8'))[1]);
      }
      console.log(lengths.join());`;
    const args = ['--input-type=module', '--eval', script, contract, handlers['buy']!, join(directory, 'twice')];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()).toBe('2,3');
  });

  it('refuses what does not compile, and leaves the last good bundle', async () => {
    const before = await bundleOf('out');
    await writeFile(handlers['buy']!, 'export const handler = (');
    await expect(bundler.rebuild('buy')).rejects.toThrow('Unexpected end of file');
    expect(await bundleOf('out')).toBe(before);
  });

  it('refuses a handler that was not built by handle()', async () => {
    await writeFile(handlers['buy']!, 'export const handler = async () => 1;');
    await expect(bundler.rebuild('buy')).rejects.toThrow('exports no `handler` built by handle()');
  });

  it('does not know other routes', async () => {
    await expect(bundler.rebuild('sell')).rejects.toThrow('"sell" is no handler of this bundler. There are: buy.');
  });
});
