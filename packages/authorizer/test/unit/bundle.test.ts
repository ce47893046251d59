import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { build } from 'esbuild';
import { api } from '../harness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = join(root, 'dist/lambda/index.cjs');
/** Bytes; what a cold start reads and compiles. */
const most = { minified: 32_768, gzipped: 11_264 };

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'scopegate-bundle-'));
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The authorizer cannot be built: ${stderr}`);
  copyFileSync(file, join(directory, 'index.cjs'));
  writeFileSync(join(directory, 'access-table.json'), JSON.stringify(accessTable(api)));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Loads the file as Lambda does, in a process of its own, and prints what an expression makes of it. */
function loaded(expression: string, environment: Readonly<Record<string, string>> = {}) {
  const issuers = '[{"preset":"oidc","issuer":"https://issuer.example","audience":["things"]}]';
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-e', `const bundle = require('./index.cjs'); process.stdout.write(JSON.stringify(${expression}))`],
    { cwd: directory, encoding: 'utf8', env: { SCOPEGATE_ISSUERS: issuers, ...environment } },
  );
  return { status, stderr, value: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
}

describe('the prebuilt file', () => {
  it(`has at most ${most.minified} bytes, ${most.gzipped} of them gzipped`, () => {
    const bytes = readFileSync(file);
    expect(bytes.length).toBeLessThanOrEqual(most.minified);
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(most.gzipped);
  });

  it('holds nothing of what costs a cold start', async () => {
    const { metafile } = await build({
      entryPoints: [join(root, 'src/lambda.ts')],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
    });
    const packages = Object.keys(metafile.inputs).flatMap((path) => {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
      return name === undefined ? [] : [name];
    });
    const known = ['@middy/core', '@middy/util', 'aws-jwt-verify'];
    expect([...new Set(packages)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('loads neither undici nor tls', () => {
    const { value } = loaded('process.moduleLoadList');
    const list = (value as string[]).filter((name) => /undici|\btls\b|_tls_|https/.test(name));
    expect(list).toEqual([]);
  });

  it('exports the handler', () => {
    expect(loaded('Object.keys(bundle)').value).toEqual(['handler']);
    expect(existsSync(file)).toBe(true);
  });

  it.each([
    {
      name: 'a response that is none',
      environment: { SCOPEGATE_RESPONSE: 'Policy' },
      words: 'SCOPEGATE_RESPONSE is "Policy". Allowed: simple, policy',
    },
    {
      name: 'policies without a plan',
      environment: { SCOPEGATE_RESPONSE: 'policy' },
      words: 'The access table has no policies',
    },
    { name: 'no issuers', environment: { SCOPEGATE_ISSUERS: '' }, words: 'SCOPEGATE_ISSUERS is not a JSON array' },
  ])('does not start with $name', ({ environment, words }) => {
    const { status, stderr } = loaded('1', environment);
    expect(status).not.toBe(0);
    expect(stderr).toContain(words);
  });
});
