import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeContext } from '@scopegate/contract/decision';
import { httpEvent, lambdaContext } from '@scopegate/testing';
import { bundleHandlers } from '../../../src/build/index.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}.ts`, import.meta.url));
const contract = fixture('contract');
let outdir: string;

beforeEach(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'scopegate-'));
});

afterEach(() => rm(outdir, { recursive: true }));

describe('bundleHandlers', () => {
  it('makes an asset that runs by itself, with its validator and a manifest', async () => {
    const [bundled] = await bundleHandlers({ contract, handlers: { buy: fixture('buy') }, outdir });
    expect(bundled).toMatchObject({
      routeName: 'buy',
      manifest: { version: 1, routeKey: 'POST /buy', handler: 'index.handler' },
    });
    const file = join(outdir, 'buy', 'index.cjs');
    expect(JSON.parse(await readFile(join(outdir, 'buy', 'scopegate.json'), 'utf8'))).toEqual(bundled?.manifest);

    process.env['SCOPEGATE_TRUSTED_ISSUERS'] = '["https://issuer.example"]';
    const { handler } = createRequire(file)(file);
    const principal = { issuer: 'https://issuer.example', subject: 's', scopes: ['buy'], validUntil: 9e9, claims: {} };
    const context = encodeContext({
      decision: { outcome: 'allow', reason: 'allowed' },
      principal,
      routeKey: 'POST /buy',
      decisionId: 'd',
    });
    const answer = async (body: unknown) => handler(httpEvent('POST /buy', { body, context }), lambdaContext());
    expect(await answer({ sku: 'abc', words: ['a', 'b'] })).toMatchObject({ statusCode: 201, body: '"abc"' });
    const refused = JSON.parse((await answer({ sku: 'a', words: ['a', 'a'] })).body);
    expect(refused.faults.map((fault: { pointer: string }) => fault.pointer)).toEqual(['/body/sku', '/body/words']);
    delete process.env['SCOPEGATE_TRUSTED_ISSUERS'];
  });

  it('takes paths from the working directory', async () => {
    const here = (path: string): string => relative(process.cwd(), path);
    const options = { contract: here(contract), handlers: { buy: here(fixture('buy')) }, outdir: here(outdir) };
    const [bundled] = await bundleHandlers(options);
    expect(bundled).toMatchObject({ directory: join(outdir, 'buy'), manifest: { routeKey: 'POST /buy' } });
  });

  it('carries neither the schema builder nor the schema compiler', async () => {
    await bundleHandlers({ contract, handlers: { buy: fixture('buy') }, outdir });
    const file = join(outdir, 'buy', 'index.cjs');
    expect((await stat(file)).size).toBeLessThan(40_000);
    expect(await readFile(file, 'utf8')).not.toMatch(/typebox|dynamicAnchor: no schema|schema is invalid/);
  });

  it.each([
    {
      name: 'a handler without guard',
      handlers: { buy: fixture('unguarded') },
      says: 'The module of "buy" exports no `handler` built by handle(), expected POST /buy',
    },
    {
      name: 'the handler of another route',
      handlers: { health: fixture('buy') },
      says: /built for POST \/buy|holds the validator of health, not of buy/,
    },
    {
      name: 'a route that is not there',
      handlers: { sell: fixture('buy') },
      says: '"sell" is not a route of "Shop". Its routes: health, buy.',
    },
  ])('refuses $name', async ({ handlers, says }) => {
    await expect(bundleHandlers({ contract, handlers: handlers as never, outdir })).rejects.toThrow(says);
  });

  it('refuses a module without a contract', async () => {
    await expect(bundleHandlers({ contract: fixture('unguarded'), handlers: {}, outdir })).rejects.toThrow(
      'exports no contract',
    );
  });
});
