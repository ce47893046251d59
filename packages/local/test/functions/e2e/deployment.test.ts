import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LambdaFunction } from '../../../src/model/index.ts';
import { arn, closeSubjects, declare, handlerOf, subject } from './support.ts';

afterEach(closeSubjects);

const version = (name: string): string =>
  `let calls = 0; exports.handler = async (e) => { if (e.wait) await new Promise((r) => setTimeout(r, e.wait)); return '${name}' + ++calls }`;
const changed = (directory: string, code: string): void => writeFileSync(join(directory, 'index.js'), code);
const declared = (codeDirectory: string, fn: Partial<LambdaFunction> = {}) => [declare({ codeDirectory, ...fn })];

describe('a deployment', () => {
  it('of changed code starts new environments; a call under way finishes on the old ones', async () => {
    const { host, invoke, directory } = handlerOf(version('old'));
    await invoke();
    const underWay = invoke({ wait: 100 });
    changed(directory, version('new'));
    host.prepare({ functions: declared(directory) }).commit();
    expect(await invoke()).toMatchObject({ outcome: { json: '"new1"' }, cold: true });
    expect((await underWay).outcome).toMatchObject({ json: '"old2"' });
    while (host.environmentCount > 1) await new Promise((resolve) => setImmediate(resolve));
  });

  it.each([
    { name: 'unchanged', fn: {} },
    {
      name: 'with another resource policy',
      fn: { permissions: [{ stack: 'S', logicalId: 'P', action: '*', principal: '*' }] },
    },
  ])('keeps environments of what is $name', async ({ fn }) => {
    const { host, invoke, directory } = handlerOf(version('same'));
    await invoke();
    host.prepare({ functions: declared(directory, fn) }).commit();
    expect(await invoke()).toMatchObject({ outcome: { json: '"same2"' }, cold: false });
  });

  it('keeps environments of the same code elsewhere, and starts further ones there', async () => {
    const { host, invoke, directory } = handlerOf(version('same'));
    await invoke();
    const { directory: copy } = subject({ files: {} });
    cpSync(directory, copy, { recursive: true });
    host.prepare({ functions: declared(copy) }).commit();
    expect(await invoke()).toMatchObject({ outcome: { json: '"same2"' }, cold: false });
    changed(copy, version('copy'));
    await host.makeCold();
    expect(await invoke()).toMatchObject({ outcome: { json: '"copy1"' }, cold: true });
  });

  it.each([
    { name: 'environment variables', fn: { environment: { MODE: '1' } } },
    { name: 'memory', fn: { memoryMegabytes: 256 } },
    { name: 'timeout', fn: { timeoutSeconds: 5 } },
    { name: 'log level', fn: { applicationLogLevel: 'DEBUG' } },
  ] as const)('of other $name starts new environments', async ({ fn }) => {
    const { host, invoke, directory } = handlerOf(version('v'));
    await invoke();
    host.prepare({ functions: declared(directory, fn) }).commit();
    expect(await invoke()).toMatchObject({ outcome: { json: '"v1"' }, cold: true });
  });

  it('that is not committed changes nothing; who holds one keeps its version', async () => {
    const { host, invoke, directory } = handlerOf(version('old'));
    await invoke();
    const same = host.prepare({ functions: declared(directory) });
    changed(directory, version('new'));
    const next = host.prepare({ functions: declared(directory) });
    expect((await invoke()).outcome).toMatchObject({ json: '"old2"' });
    next.commit();
    expect((await next.invoke(arn, '{}')).outcome).toMatchObject({ json: '"new1"' });
    expect((await same.invoke(arn, '{}')).outcome).toMatchObject({ kind: 'returned' });
    while (host.environmentCount > 1) await new Promise((resolve) => setImmediate(resolve));
  });

  it('without a function makes it unknown', async () => {
    const { host, invoke } = handlerOf(version('old'));
    host.prepare({ functions: [] }).commit();
    expect((await invoke()).outcome).toEqual({ kind: 'unknown-function' });
  });

  it('that is wrong is refused and changes nothing', async () => {
    const { host, invoke } = handlerOf(version('old'));
    expect(() => host.prepare({ functions: [declare({}), declare({})] })).toThrow(/is there twice/);
    expect((await invoke()).outcome).toMatchObject({ json: '"old1"' });
  });
});
