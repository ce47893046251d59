import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSubjects, type Subject, subject } from './support.ts';

// not below /tmp, which is the function's own
const outside = mkdtempSync(join(import.meta.dirname, '../../../node_modules/scopegate-outside-'));

afterEach(async () => {
  await closeSubjects();
  rmSync(outside, { recursive: true, force: true });
});

/** What a module sees when it is loaded: whether the guards stand, and in which order it came. */
const look = (name: string) => `
  import net from 'node:net';
  globalThis.order = [...(globalThis.order ?? []), '${name}'];
  globalThis.seen = {
    year: new Date().getUTCFullYear(),
    cwd: process.cwd(),
    options: process.env.NODE_OPTIONS,
    execArgv: process.execArgv,
    isMainThread: (await import('node:worker_threads')).isMainThread,
    refused: await new Promise((resolve) => net.connect(80, 'example.com').on('error', ({ code }) => resolve(code))),
  };`;
const required = (name: string) => `globalThis.order = [...(globalThis.order ?? []), '${name}']`;
const handler = 'exports.handler = async () => [globalThis.order, globalThis.seen]';

const withOptions = (NODE_OPTIONS: string, files: Readonly<Record<string, string>>): Subject =>
  subject({ files: { 'index.js': handler, ...files }, fn: { environment: { NODE_OPTIONS } } });

describe('NODE_OPTIONS', () => {
  it('loads modules of the task root behind guard, confinement and clock, required ones first', async () => {
    const options = '--import ./see.mjs --require ./pre.cjs -r "pack age" --enable-source-maps';
    const made = withOptions(options, {
      'pre.cjs': required('required'),
      'see.mjs': look('imported'),
      'node_modules/pack age/index.js': required('package'),
    });
    made.clock.advance(30 * 365 * 86_400_000);
    const [order, seen] = (await made.result()) as [string[], Record<string, unknown>];
    expect(order).toEqual(['required', 'package', 'imported']);
    expect(seen).toEqual({
      year: new Date(made.clock.now()).getUTCFullYear(),
      cwd: expect.stringContaining('scopegate-function-'),
      options,
      execArgv: [],
      isMainThread: true,
      refused: 'ERR_SCOPEGATE_NOT_LOCAL',
    });
  });

  it.each([
    { options: '--require /var/task/pre.cjs', names: ['asset'] },
    { options: '--import /var/task/pre.cjs', names: ['asset'] },
    { options: '--require /opt/pre.cjs', names: ['layer'] },
    { options: '--import file:///opt/pre.cjs', names: ['layer'] },
    { options: '--require of-layer/entry', names: ['package of layer'] },
    { options: '--import of-asset', names: ['package of asset'] },
  ])('finds $options', async ({ options, names }) => {
    const layer = subject({
      files: {
        'pre.cjs': required('layer'),
        'nodejs/node_modules/of-layer/entry.js': required('package of layer'),
      },
    }).directory;
    const files = {
      'index.js': handler,
      'pre.cjs': required('asset'),
      'node_modules/of-asset/package.json': '{ "exports": { "import": "./main.mjs" } }',
      'node_modules/of-asset/main.mjs': required('package of asset'),
    };
    const fn = { environment: { NODE_OPTIONS: options }, layerDirectories: [layer] };
    const { result } = subject({ files, fn });
    expect(await result()).toEqual([names, null]);
  });

  it.each(['--require', '--import'])(
    '%s loads nothing outside, by path, by link or by the shell’s directory',
    async (flag) => {
      const mark = join(outside, 'mark');
      const evil = join(outside, 'evil.cjs');
      mkdirSync(outside, { recursive: true });
      writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
      for (const specifier of [evil, './link.cjs', '../evil.cjs', 'jest']) {
        const made = withOptions(`${flag} ${specifier}`, {});
        symlinkSync(evil, join(made.directory, 'link.cjs'));
        const { outcome } = await made.invoke();
        expect(outcome).toMatchObject({ kind: 'failed', error: { errorType: 'Runtime.ExitError' } });
        expect(made.log.join('\n')).toMatch(/Cannot find (module|package)/);
      }
      expect(existsSync(mark)).toBe(false);
    },
  );

  it('ends the init as Node does when a preload throws', async () => {
    const made = withOptions('--require ./pre.cjs', { 'pre.cjs': 'throw new RangeError("no luck")' });
    expect((await made.invoke()).outcome).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
    expect(made.log.join('\n')).toContain('RangeError: no luck');
  });

  it('is not run with other flags', async () => {
    const { outcome } = await withOptions('--inspect-brk', {}).invoke();
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: { errorMessage: expect.stringContaining('--inspect-brk') },
    });
  });
});

describe('variables that Node reads at its start', () => {
  it('do nothing before the guards stand, and are there afterwards', async () => {
    const cache = join(outside, 'cache');
    const environment = {
      NODE_COMPILE_CACHE: cache,
      NODE_V8_COVERAGE: join(outside, 'coverage'),
      NODE_REDIRECT_WARNINGS: join(outside, 'warnings'),
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: join(outside, 'ca.pem'),
    };
    const { result } = subject({
      files: {
        'index.js': `process.emitWarning('x');
          exports.handler = async () => Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('NODE_') && name !== 'NODE_PATH'))`,
      },
      fn: { environment },
    });
    expect(await result()).toEqual(environment);
    expect(existsSync(outside)).toBe(false);
  });
});

describe('a handler that is a link', () => {
  it.each(['index.mjs', 'index.cjs', 'index.js'])('is not loaded from outside: %s', async (name) => {
    mkdirSync(outside, { recursive: true });
    const evil = name.endsWith('.mjs') ? 'export const handler = () => 1' : 'exports.handler = () => 1';
    writeFileSync(join(outside, name), evil);
    const made = subject({ files: {} });
    symlinkSync(join(outside, name), join(made.directory, name));
    const { outcome } = await made.invoke();
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: { errorMessage: expect.stringContaining('Cannot find module') },
    });
  });
});

describe('module.register', () => {
  it('holds the thread of loader hooks to network, process and modules', async () => {
    const { result } = subject({
      files: {
        'index.mjs': `import { register } from 'node:module';
          register('./hook.mjs', import.meta.url);
          const { default: told } = await import('told');
          export const handler = async () => told;`,
        'hook.mjs': `import net from 'node:net';
          import { execSync } from 'node:child_process';
          const refused = await new Promise((resolve) => net.connect(80, 'example.com').on('error', ({ code }) => resolve(code)));
          const spawned = (() => { try { execSync('true') } catch ({ code }) { return code } })();
          const found = await import('jest').catch(({ code }) => code);
          const text = JSON.stringify([refused, spawned, found, process.cwd()]);
          export const resolve = (specifier, context, next) =>
            specifier === 'told' ? { url: 'data:text/javascript,export default ' + encodeURIComponent(text), shortCircuit: true } : next(specifier, context);`,
      },
    });
    expect(await result()).toEqual([
      'ERR_SCOPEGATE_NOT_LOCAL',
      'ERR_SCOPEGATE_REFUSED',
      expect.stringMatching(/MODULE_NOT_FOUND$/),
      expect.stringContaining('scopegate-function-'),
    ]);
  });
});
