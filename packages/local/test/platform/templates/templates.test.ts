import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Fault, Platform } from '../../../src/index.ts';
import { bundled } from '../../support/bundled.ts';
import { templateCases } from './cases/index.ts';
import { templateTable } from './support/table.ts';
import type { ExpectedAnswer, Refused, Served, TemplateCase } from './support/template-case.ts';

const { startPlatform, TemplateError }: typeof import('../../../src/index.ts') = await import(
  await bundled('src/index.ts')
);

const directory = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let count = 0;

function start({ files, start: path = 'template.yaml', options, given = {} }: TemplateCase): Promise<Platform> {
  count += 1;
  const root = join(directory, String(count));
  for (const [name, content] of Object.entries(files)) {
    const file = join(root, 'in', name);
    mkdirSync(dirname(file), { recursive: true });
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(file, isText ? content : JSON.stringify(content));
  }
  const inRoot = (paths: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(paths).map(([name, file]) => [name, join(root, 'in', file)]));
  const paths = { code: inRoot(given.code), layers: inRoot(given.layers) };
  return startPlatform({
    assembly: join(root, 'in', path),
    port: 0,
    stateDirectory: join(root, 'state'),
    ...paths,
    ...options,
  });
}

async function answers({ apis }: Platform, { request, api = 0, headers = {}, answerHeaders = {} }: ExpectedAnswer) {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(`${apis[api]?.url}${path}`, { method, headers });
  const shown = Object.fromEntries(Object.keys(answerHeaders).map((name) => [name, response.headers.get(name)]));
  return { status: response.status, body: await response.text(), headers: shown };
}

async function expectServed(one: TemplateCase, { requests, apis = 1, notRun = [], deviations }: Served): Promise<void> {
  const platform = await start(one);
  try {
    expect(platform.apis).toHaveLength(apis);
    expect(platform.notRun.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining([...notRun]));
    if (deviations !== undefined) expectDeviations(platform, deviations);
    for (const wanted of requests) {
      const given = await answers(platform, wanted);
      const { request, status, body = given.body, answerHeaders = {} } = wanted;
      expect({ request, ...given }).toEqual({ request, status, body, headers: answerHeaders });
    }
  } finally {
    await platform.close();
  }
}

function expectDeviations(platform: Platform, words: readonly string[]): void {
  const texts = platform.deviations
    .map(({ text }) => text)
    .filter((text) => !text.startsWith('Declared for nodejs22.x'));
  for (const word of words) expect(texts).toContainEqual(expect.stringContaining(word));
  expect(texts.filter((text) => !words.some((word) => text.includes(word)))).toEqual([]);
}

async function expectRefused(one: TemplateCase, { logicalId, path, option, rule, words }: Refused): Promise<void> {
  const error = await start(one).then(
    async (platform) => {
      await platform.close();
      return undefined;
    },
    (cause: unknown) => cause,
  );
  if (!(error instanceof TemplateError)) throw error ?? new Error('it was started, but should have been refused');
  const isHere = ({ where }: Fault): boolean =>
    where.logicalId === logicalId &&
    (where.option === undefined ? where.path.endsWith(path ?? '/') : isDeepStrictEqual(where.option, option));
  if (one.faults !== undefined) expect(error.faults).toHaveLength(one.faults);
  const match = error.faults.find(isHere);
  expect({ all: error.faults, match }).toMatchObject({
    match: { rule, remedy: expect.stringMatching(/\S/) },
  });
  expect([match?.what, match?.given, match?.allowed].join(' ')).toContain(words);
}

describe.each([...Map.groupBy(templateCases, ({ family }) => family)])('%s', (_family, cases) => {
  it.each(cases)('$name', async (one) => {
    await ('requests' in one.outcome ? expectServed(one, one.outcome) : expectRefused(one, one.outcome));
  });
});

describe('the proof', () => {
  it('has at least 40 templates, each with a name of its own', () => {
    expect(new Set(templateCases.map(({ family, name }) => `${family}/${name}`)).size).toBe(templateCases.length);
    expect(templateCases.length).toBeGreaterThanOrEqual(40);
  });

  it('is what docs/templates.md says', () => {
    const file = new URL('../../../../../docs/templates.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(templateTable());
  });
});
