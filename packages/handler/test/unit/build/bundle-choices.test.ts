import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpEvent, lambdaContext } from '@scopegate/testing';
import { type BundleOptions, bundleHandlers } from '../../../src/build/index.ts';

let directory: string;

beforeAll(async () => {
  // Beside the fixtures, so that packages resolve.
  directory = await mkdtemp(fileURLToPath(new URL('../../tmp-', import.meta.url)));
  await writeFile(join(directory, 'page.html'), '<p>hi</p>');
  await writeFile(join(directory, 'logo.png'), 'pixels');
  await writeFile(join(directory, 'contract.ts'), contract('export const api ='));
  await writeFile(join(directory, 'by-default.ts'), contract('export default'));
});

afterAll(() => rm(directory, { recursive: true }));

const contract = (exported: string): string => `
  import { defineApi, open } from '@scopegate/contract';
  import { Type } from 'typebox';
  export const most = 50;
  const Item = Type.Object({ id: Type.String() });
  ${exported} defineApi({
    title: 'T',
    version: '1',
    scopes: {},
    cors: { origins: ['https://app.example'] },
    routes: {
      get: { route: 'GET /x', access: open(), responses: { 200: Item } },
      other: { route: 'GET /other', access: open(), responses: { 200: Item } },
    },
  });`;

/** A handler that answers with an id. @param before statements of its module */
const answering = (id: string, before = '', from = "{ api } from './contract.ts'"): string => `
  import { handle } from '@scopegate/handler';
  import ${from};
  ${before}
  export const handler = handle(api, 'get', { trustedIssuers: [] }).handler(async () => ({ status: 200, body: { id: ${id} } }));`;

type Choices = Partial<BundleOptions>;

async function bundle(name: string, source: string, choices: Choices = {}): Promise<string> {
  const entry = join(directory, `${name}.ts`);
  await writeFile(entry, source);
  const [bundled] = await bundleHandlers({
    contract: join(directory, 'contract.ts'),
    handlers: { get: entry },
    outdir: join(directory, 'out', name),
    ...choices,
  });
  return join(bundled?.directory ?? '', choices.format === 'esm' ? 'index.mjs' : 'index.cjs');
}

/** What a bundle answers in a Node process, which is what a bundle is for. @param before runs before it is loaded */
function answerOf(file: string, before = ''): { readonly status: number; readonly body: Record<string, unknown> } {
  const script = `
    ${before}
    const { handler } = await import(${JSON.stringify(file)});
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = () => true;
    console.error = () => {};
    write(JSON.stringify(await handler(...JSON.parse(process.argv[1]))));`;
  const call = JSON.stringify([httpEvent('GET /x'), lambdaContext()]);
  const env = { PATH: process.env['PATH'], TABLE_NAME: 'orders' };
  const args = ['--input-type=module', '--eval', script, call];
  const result = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env }));
  return { status: result.statusCode, body: JSON.parse(result.body) };
}

describe('a bundle works', () => {
  it.each<{ name: string; source: string; choices?: Choices; id: RegExp | string }>([
    { name: 'import.meta.url', source: answering('import.meta.url'), id: /^file:.*\/get\/index\.cjs$/ },
    { name: 'import.meta.dirname', source: answering('import.meta.dirname'), id: /\/get$/ },
    { name: 'import.meta.filename', source: answering('import.meta.filename'), id: /\/get\/index\.cjs$/ },
    {
      name: 'createRequire',
      source: answering(
        "require('node:path').sep",
        "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      ),
      id: '/',
    },
    {
      name: 'top-level await in an ES module',
      source: answering(
        'text + import.meta.filename.slice(-4) + typeof require + __dirname.slice(-3)',
        "import { createRequire } from 'node:module'; const text = await Promise.resolve('a'); const require = createRequire(import.meta.url);",
      ),
      choices: { format: 'esm' },
      id: 'a.mjsfunctionget',
    },
    {
      name: 'a default export of the contract',
      source: answering("'x'", '', "api from './by-default.ts'"),
      choices: {},
      id: 'x',
    },
    { name: 'a text file', source: answering('page', "import page from './page.html';"), id: '<p>hi</p>' },
    {
      name: 'a file of another kind',
      source: answering(
        "readFileSync(join(import.meta.dirname, logo), 'utf8')",
        "import { readFileSync } from 'node:fs'; import { join } from 'node:path'; import logo from './logo.png';",
      ),
      choices: { loader: { '.png': 'file' } },
      id: 'pixels',
    },
    {
      name: 'an external package',
      source: answering("await import('not-there').catch(() => 'none')"),
      choices: { external: ['not-there'] },
      id: 'none',
    },
    {
      name: 'an environment that is declared',
      source: answering("'x'", "if (process.env.TABLE_NAME === undefined) throw new Error('TABLE_NAME is not set');"),
      choices: { environment: { TABLE_NAME: 'orders' } },
      id: 'x',
    },
    { name: 'the CORS of the contract', source: answering('api.cors.origins[0]'), id: 'https://app.example' },
  ])('$name', async ({ name, source, choices = {}, id }) => {
    const isDefault = source.includes('by-default');
    const file = await bundle(name.replaceAll(/\W/g, '-'), source, {
      ...choices,
      ...(isDefault ? { contract: join(directory, 'by-default.ts') } : {}),
    });
    const { status, body } = answerOf(file);
    expect({ status, id: body['id'] }).toEqual({
      status: 200,
      id: typeof id === 'string' ? id : expect.stringMatching(id),
    });
  });
});

describe('a bundle that cannot work says so in one line', () => {
  it.each<{ name: string; source: string; choices?: Choices; says: RegExp }>([
    {
      name: 'top-level await in CommonJS',
      source: answering('text', "const text = await Promise.resolve('a');"),
      says: /await-in-CommonJS\.ts:4:\d+: Top-level await .*Bundle with format: 'esm', or await inside the handler$/,
    },
    {
      name: 'more of the contract module',
      source: answering('String(most)', '', "{ api, most } from './contract.ts'"),
      says: /more-of-the-contract-module\.ts:3:\d+: No matching export in .*"most".*move what else it exports to a module beside it$/,
    },
    {
      name: 'a package that is not installed',
      source: answering('missing', "import missing from 'not-there';"),
      says: /Could not resolve "not-there".*external: \[\.\.\.\]$/,
    },
    {
      name: 'a file without a loader',
      source: answering('logo', "import logo from './logo.png';"),
      says: /No loader is configured for "\.png" files.*loader: /,
    },
    {
      name: 'a schema of the contract',
      source: answering("'x'", 'console.log(api.routes.get.responses[200]);'),
      says: /routes\.get\.responses\.200: the bundle of a handler has no schemas/,
    },
    {
      name: 'an environment variable that is missing',
      source: answering("'x'", "if (process.env.TABLE_NAME === undefined) throw new Error('TABLE_NAME is not set');"),
      says: /variable-that-is-missing\.ts: the module does not load: TABLE_NAME is not set \(.*variable-that-is-missing\.ts:4:\d+\)\. .* environment variable TABLE_NAME, which is not set/,
    },
    {
      name: 'a module that ends the process',
      source: answering("'x'", 'process.exit(3);'),
      says: /ends-the-process\.ts: the module does not load: it ended the process with status 3\./,
    },
    {
      name: 'a handler that is exported as default',
      source: answering("'x'").replace('export const handler =', 'export default'),
      says: /exports its handler as default, not as `handler`/,
    },
  ])('$name', async ({ name, source, choices, says }) => {
    const error: unknown = await bundle(name.replaceAll(/\W/g, '-'), source, choices).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(says);
    expect((error as Error).message).not.toContain('\n');
  });
});

it('warnings of esbuild are shown', async () => {
  const warnings: string[] = [];
  await bundle('warned', answering("String(typeof api === 'strign')"), { warn: (text) => warnings.push(text) });
  expect(warnings.join()).toContain('warned.ts:5');
});

it('answers are checked when what runs the bundle asks for it before it loads, and else not', async () => {
  const file = await bundle('wrong', answering('1 as never'));
  expect(answerOf(file)).toMatchObject({ status: 200, body: { id: 1 } });
  const ask = "globalThis[Symbol.for('scopegate.response-checks')] = true;";
  expect(answerOf(file, ask)).toMatchObject({
    status: 500,
    body: { route: 'GET /x', answered: 200, faults: [{ pointer: '/body/id', detail: 'must be string' }] },
  });
});
