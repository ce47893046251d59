import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const module = new URL('../../../src/host/import-module.ts', import.meta.url).href;
// below the package, so that packages resolve
const tests = fileURLToPath(new URL('../../', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tests, 'tmp-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Imports `config.ts` in a process of its own: jest finds modules in another way than Node. */
function imported(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const script = `
    const { importModule } = await import(${JSON.stringify(module)});
    const told = await importModule(process.argv[1]).then((found) => found.default, ({ message }) => message);
    console.log(told);
  `;
  const command = ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', script];
  const { stdout, stderr } = spawnSync(process.execPath, [...command, join(directory, 'config.ts')], {
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

const other = "export const other = 'found';";

describe('importModule', () => {
  it.each([
    { name: 'ES modules', manifest: '{"type":"module"}', path: './other.ts' },
    { name: 'no declared kind', manifest: '{}', path: './other.ts' },
    { name: 'CommonJS', manifest: '{"type":"commonjs"}', path: './other.ts' },
    { name: 'CommonJS, without extensions', manifest: '{"type":"commonjs"}', path: './other' },
    { name: 'ES modules, without extensions', manifest: '{"type":"module"}', path: './other' },
  ])('imports TypeScript of a project of $name, without warnings', ({ manifest, path }) => {
    const config = `import { other } from '${path}';\nexport default other;`;
    const files = { 'package.json': manifest, 'config.ts': config, 'other.ts': other };
    expect(imported(files)).toEqual({ stdout: 'found\n', stderr: '' });
  });

  it('names what is missing', () => {
    const config = "import { other } from './gone.ts';\nexport default other;";
    expect(imported({ 'package.json': '{"type":"module"}', 'config.ts': config }).stdout).toContain(
      `Cannot find module '${join(directory, 'gone.ts')}'`,
    );
  });
});
