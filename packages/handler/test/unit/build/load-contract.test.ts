import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const loader = new URL('../../../src/build/load-contract.ts', import.meta.url).href;
// below the package, so that packages resolve
const tests = fileURLToPath(new URL('../../', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tests, 'tmp-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Loads `contract.ts` of a project in a process of its own: jest finds modules in another way than Node. */
function load(files: Readonly<Record<string, string>>): { exportName?: string; title?: string; message?: string } {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const script = `
    const { loadContract } = await import(${JSON.stringify(loader)});
    const told = await loadContract(process.argv[1]).then(
      ({ exportName, api }) => ({ exportName, title: api.title }),
      ({ message }) => ({ message }),
    );
    console.log(JSON.stringify(told));
  `;
  const command = ['--input-type=module', '--no-warnings', '-e', script, join(directory, 'contract.ts')];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' }));
}

const contract = `
  import { defineApi, open } from '@scopegate/contract';
  import { title } from './title';
  const health = { route: 'GET /health', access: open(), responses: { 204: null } };
  export const shop = defineApi({ title, version: '1', scopes: {}, routes: { health } });
`;

describe('loadContract', () => {
  it.each([{ type: 'module' }, { type: 'commonjs' }])(
    'loads TypeScript whose imports name no extension, in a package of type $type',
    ({ type }) => {
      const files = { 'package.json': JSON.stringify({ type }), 'title.ts': "export const title = 'Shop';" };
      expect(load({ ...files, 'contract.ts': contract })).toEqual({ exportName: 'shop', title: 'Shop' });
    },
  );

  it('tells the faults of a contract that it has to bundle', () => {
    const faulty = contract.replace('204: null', '');
    const { message } = load({
      'package.json': '{}',
      'title.ts': "export const title = 'Shop';",
      'contract.ts': faulty,
    });
    expect(message).toContain('routes.health.responses: has no answer');
  });

  it('names the file that is missing, not one of its own', () => {
    const { message } = load({ 'package.json': '{"type":"module"}', 'contract.ts': contract });
    expect(message).toContain(`Cannot find module '${join(directory, 'title')}'`);
    expect(message).not.toContain('.cache');
  });

  it('names an export that is missing, not a file of its own', () => {
    const files = { 'package.json': '{"type":"module"}', 'title.ts': 'export const other = 1;' };
    const { message } = load({ ...files, 'contract.ts': contract.replace("'./title'", "'./title.ts'") });
    expect(message).toContain("'./title.ts' does not provide an export named 'title'");
  });
});
