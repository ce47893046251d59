import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorizerCode, type StackOptions, writeStack } from '../../../bench/support/stack.ts';
import { type Platform, type RequestTrace, startPlatform, TemplateError } from '../../../src/index.ts';

const workDirectory = mkdtempSync(join(tmpdir(), 'scopegate-reload-'));
const traces: RequestTrace[] = [];
/** Names of functions, one for each call that began. */
const begun: string[] = [];
let platform: Platform;
let count = 0;

const handler = (version: string): string =>
  `let calls = 0; exports.handler = async (e) => {
    if (e.queryStringParameters) await new Promise((r) => setTimeout(r, Number(e.queryStringParameters.wait)));
    return '${version}' + ++calls }`;
const stack = (version: string, change: Partial<StackOptions> = {}): StackOptions => ({
  functions: { Authorizer: authorizerCode, Handler: handler(version), Other: handler('other') },
  routes: { 'GET /a': 'Handler', 'GET /other': 'Other' },
  authorizerTtlSeconds: 300,
  ...change,
});
const write = (options: StackOptions): string => writeStack(join(workDirectory, `v${++count}`), options);
const get = async (path: string): Promise<string> => {
  const response = await fetch(`${platform.apis[0]?.url}${path}`, { headers: { authorization: 'Bearer good' } });
  return response.ok ? response.text() : String(response.status);
};

beforeAll(async () => {
  const stateDirectory = join(workDirectory, 'state');
  platform = await startPlatform({
    assembly: write(stack('one')),
    stateDirectory,
    port: 0,
    onTrace: (trace) => traces.push(trace),
    onLog: (name, line) => {
      if (line.startsWith('START')) begun.push(name);
    },
  });
});
afterAll(async () => {
  await platform?.close();
  rmSync(workDirectory, { recursive: true, force: true });
});

describe('reload', () => {
  it('goes over to the new version at the same address; only changed functions start anew', async () => {
    const { url } = platform.apis[0]!;
    expect([await get('/a'), await get('/other')]).toEqual(['one1', 'other1']);
    await platform.reload({ assembly: write(stack('two')) });
    expect([await get('/a'), await get('/other')]).toEqual(['two1', 'other2']);
    expect(platform.apis[0]?.url).toBe(url);
    expect(platform.lastReload).toEqual({ at: expect.any(Number), assembly: expect.stringContaining('v2') });
  });

  it('forgets authorizer results, as a deployment does', async () => {
    await get('/a');
    await get('/a');
    const cacheOf = () => traces.at(-1)?.authorizer?.cache;
    const before = cacheOf();
    await platform.reload({ assembly: write(stack('two')) });
    await get('/a');
    expect([before, cacheOf()]).toEqual(['hit', 'miss']);
  });

  it('lets requests under way finish on their version, even those still at the authorizer', async () => {
    const slow = authorizerCode
      .replace('=> (', '=> { await new Promise((r) => setTimeout(r, 150)); return (')
      .replace('});', '}) };');
    const functions = (version: string) => ({ ...stack(version).functions, Authorizer: slow });
    await platform.reload({ assembly: write(stack('old', { functions: functions('old') })) });
    begun.length = 0;
    const underWay = [get('/a'), get('/a?wait=300'), get('/a')];
    while (begun.filter((name) => name.includes('Authorizer')).length < 3) await nextTurn();
    await platform.reload({ assembly: write(stack('new', { functions: functions('new') })) });
    const after = get('/a');
    expect((await Promise.all(underWay)).map((body) => body.slice(0, 3))).toEqual(['old', 'old', 'old']);
    expect(await after).toBe('new1');
  });

  it('adds and removes routes and APIs', async () => {
    await platform.reload({ assembly: write(stack('v', { routes: { 'GET /b': 'Handler' } })) });
    expect([await get('/a'), await get('/b')]).toEqual(['404', expect.stringMatching(/^v/)]);
  });

  it('that fails keeps the last good version and reports it', async () => {
    await platform.reload({ assembly: write(stack('good')) });
    const broken = write({ ...stack('bad'), routes: { 'GET /a': 'Nobody' } });
    await expect(platform.reload({ assembly: broken })).rejects.toThrow(TemplateError);
    await expect(platform.reload({ assembly: join(workDirectory, 'gone') })).rejects.toThrow(TemplateError);
    expect(platform.lastReload?.error).toEqual(expect.stringContaining('gone'));
    expect(await get('/a')).toBe('good1');
  });

  it('runs one after the other; the last one asked for stays', async () => {
    await Promise.all(['x', 'y', 'z'].map((version) => platform.reload({ assembly: write(stack(version)) })));
    expect(await get('/a')).toBe('z1');
  });
});
