import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { authorizerEvent, createSigningKey, createTestIssuer } from '@scopegate/testing';
import { build } from 'esbuild';
import { api } from '../harness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = join(root, 'dist/lambda/index.cjs');
/** Bytes; what a cold start reads and compiles. */
const most = { minified: 37_000, gzipped: 14_100 };

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

/** What the file, in a process of its own, answers to these credentials on `GET /things`; and its audit lines. */
async function answers(issuer: string, credentials: readonly string[]) {
  const events = credentials.map((credential) => authorizerEvent('GET /things', credential));
  const script = `
    const { handler } = require('./index.cjs');
    (async () => {
      for (const event of ${JSON.stringify(events)}) console.log(JSON.stringify(await handler(event, {})));
    })();`;
  const settings = [{ preset: 'oidc', issuer, audience: ['things'], algorithms, jwksUri: `${issuer}/keys` }];
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: directory,
    env: { SCOPEGATE_ISSUERS: JSON.stringify(settings) },
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { responses: lines.filter((line) => 'isAuthorized' in line), audit: lines.filter((line) => 'level' in line) };
}

const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

describe('the prebuilt file, of which parts of the library were left out', () => {
  it.each(algorithms.map((algorithm) => ({ algorithm })))(
    'tells good and bad signatures apart: $algorithm',
    async ({ algorithm }) => {
      const key = createSigningKey({ algorithm });
      const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [key.jwk] })));
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const claims = { aud: 'things', sub: 'user-1', scope: 'read', exp: Math.floor(Date.now() / 1_000) + 600 };
      const good = createTestIssuer({ issuer: url, keys: [key] }).token(claims);
      const forger = createTestIssuer({ issuer: url, keys: [createSigningKey({ algorithm })] });
      const changed = good.replace(/\.[^.]+\./, `.${forger.token({ ...claims, sub: 'admin' }).split('.')[1]}.`);
      const rows = [
        { credential: `Bearer ${good}`, reason: 'allowed' },
        // From here on the good one is known.
        { credential: `Bearer ${good}`, reason: 'allowed' },
        { credential: `bearer  ${good}`, reason: 'allowed' },
        { credential: `Bearer ${good},Bearer ${good}`, reason: 'credential_malformed' },
        { credential: `Bearer ${good} `, reason: 'credential_malformed' },
        { credential: `Bearer ${changed}`, reason: 'signature_invalid' },
        { credential: `Bearer ${forger.token(claims)}`, reason: 'signature_invalid' },
        { credential: `Bearer ${forger.token(claims, { alg: 'none' })}`, reason: 'algorithm_refused' },
      ];
      try {
        const { responses, audit } = await answers(
          url,
          rows.map(({ credential }) => credential),
        );
        expect(responses.map(({ isAuthorized }) => isAuthorized)).toEqual(
          rows.map(({ reason }) => reason === 'allowed'),
        );
        expect(audit.map(({ reason }) => reason)).toEqual(rows.map(({ reason }) => reason));
      } finally {
        server.close();
        server.closeAllConnections();
      }
    },
  );
});

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
