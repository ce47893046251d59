import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { withPolicies } from '@scopegate/contract/policy';
import { authorizerEvent, createSigningKey, createTestIssuer } from '@scopegate/testing';
import { build } from 'esbuild';
import { api } from '../harness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Bytes; what a cold start reads and compiles. */
const most = [
  { file: 'index.cjs', entry: 'simple', minified: 33_792, gzipped: 11_920 },
  { file: 'policy.cjs', entry: 'policy', minified: 34_816, gzipped: 12_780 },
];

const issuers = '[{"preset":"oidc","issuer":"https://issuer.example","audience":["things"]}]';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'scopegate-bundle-'));
  // Into a directory of its own: other tests read dist.
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.ts'), directory], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The authorizer cannot be built: ${stderr}`);
  writeFileSync(join(directory, 'access-table.json'), JSON.stringify(withPolicies(accessTable(api))));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Loads a file as Lambda does, in a process of its own, and prints what an expression makes of it. */
function loaded(expression: string, environment: Readonly<Record<string, string>> = {}, file = 'index.cjs') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-e', `const bundle = require('./${file}'); process.stdout.write(JSON.stringify(${expression}))`],
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

describe('the prebuilt file, without the fetcher of the library', () => {
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

describe.each(most)('the prebuilt file $file', ({ file, entry, minified, gzipped }) => {
  const environment = { SCOPEGATE_RESPONSE: entry };

  it(`has at most ${minified} bytes, ${gzipped} of them gzipped`, () => {
    const bytes = readFileSync(join(directory, file));
    expect(bytes.length).toBeLessThanOrEqual(minified);
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(gzipped);
  });

  it('holds nothing of what costs a cold start', async () => {
    const { metafile } = await build({
      entryPoints: [join(root, `src/lambda/${entry}.ts`)],
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
    const { value } = loaded('process.moduleLoadList', environment, file);
    const list = (value as string[]).filter((name) => /undici|\btls\b|_tls_|https/.test(name));
    expect(list).toEqual([]);
  });

  it('exports the handler', () => {
    expect(loaded('Object.keys(bundle)', environment, file).value).toEqual(['handler']);
  });

  it.each([
    {
      name: 'a response that is none',
      wrong: { SCOPEGATE_RESPONSE: 'Policy' },
      words: `SCOPEGATE_RESPONSE: given "Policy", allowed: ${entry}`,
    },
    { name: 'no issuers', wrong: { SCOPEGATE_ISSUERS: '' }, words: 'SCOPEGATE_ISSUERS: allowed: a JSON array' },
    {
      name: 'issuers that are not good, all faults told',
      wrong: { SCOPEGATE_ISSUERS: '[{"preset":"oidc","issuer":"http://issuer.example"}]' },
      words:
        'The authorizer is misconfigured:\n' +
        '  SCOPEGATE_ISSUERS[0].audience: given nothing, allowed: at least one audience, in an array of non-empty strings\n' +
        '  SCOPEGATE_ISSUERS[0].issuer: given "http://issuer.example", allowed: an https URL',
    },
  ])('does not start with $name', ({ wrong, words }) => {
    const { status, stderr } = loaded('1', { ...environment, ...wrong }, file);
    expect(status).not.toBe(0);
    expect(stderr).toContain(words);
  });

  it('does not start with settings that are not good, even when nothing is there to tell why', () => {
    const alone = mkdtempSync(join(directory, 'alone-'));
    for (const name of [file, 'access-table.json']) cpSync(join(directory, name), join(alone, name));
    const { status } = spawnSync(process.execPath, [join(alone, file)], {
      env: { ...environment, SCOPEGATE_ISSUERS: '[]' },
    });
    expect(status).not.toBe(0);
  });
});

describe('the two prebuilt files', () => {
  it.each([
    { file: 'index.cjs', environment: { SCOPEGATE_RESPONSE: 'policy' }, allowed: 'simple' },
    { file: 'policy.cjs', environment: {}, allowed: 'policy' },
  ])('are not taken for each other: $file', ({ file, environment, allowed }) => {
    const { status, stderr } = loaded('1', environment, file);
    expect(status).not.toBe(0);
    expect(stderr).toContain(`allowed: ${allowed}`);
  });

  it('answer with policies only by a plan', () => {
    const alone = mkdtempSync(join(directory, 'no-plan-'));
    cpSync(join(directory, 'policy.cjs'), join(alone, 'policy.cjs'));
    writeFileSync(join(alone, 'access-table.json'), JSON.stringify(accessTable(api)));
    const { status, stderr } = spawnSync(process.execPath, [join(alone, 'policy.cjs')], {
      encoding: 'utf8',
      env: { SCOPEGATE_RESPONSE: 'policy', SCOPEGATE_ISSUERS: issuers },
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('The access table has no policies');
  });

  it('answer a policy, to a token that nobody verified one that denies all', () => {
    const event = JSON.stringify(authorizerEvent('GET /things', 'Bearer a.b.c'));
    const script = `require('./policy.cjs').handler(${event}, {}).then((answer) => console.error(JSON.stringify(answer)))`;
    const { stderr } = spawnSync(process.execPath, ['-e', script], {
      cwd: directory,
      encoding: 'utf8',
      env: { SCOPEGATE_RESPONSE: 'policy', SCOPEGATE_ISSUERS: issuers },
    });
    expect(JSON.parse(stderr)).toMatchObject({
      principalId: 'unverified',
      policyDocument: { Statement: [{ Effect: 'Deny', Resource: ['*'] }] },
      context: { reason: 'token_malformed' },
    });
  });
});
