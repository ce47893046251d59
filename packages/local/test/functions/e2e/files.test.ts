import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSubjects, subject } from './support.ts';

afterEach(closeSubjects);

const data = { 'data.json': '{"a":1}', 'nested/more.txt': 'more' };

/** Runs an expression in a function that has `fs`, `promises`, `Buffer` and some files. */
const inFunction = (expression: string, more: Readonly<Record<string, string>> = {}) =>
  subject({
    files: {
      ...data,
      ...more,
      'index.mjs': `import fs, { readFileSync } from 'node:fs'; import * as promises from 'node:fs/promises';
import { text } from 'node:stream/consumers'; import { promisify } from 'node:util'; import path from 'node:path';
const tried = async (work) => { try { return await work() } catch (e) { return [e.code, e.message, e.path] } };
export const handler = async () => (${expression})`,
    },
  });

describe('a path of a function', () => {
  it.each([
    { name: 'sync', read: `fs.readFileSync('data.json', 'utf8')` },
    { name: 'sync, by its own name', read: `readFileSync('./data.json', 'utf8')` },
    { name: 'callback', read: `new Promise((r) => fs.readFile('data.json', 'utf8', (_, t) => r(t)))` },
    { name: 'promisified', read: `promisify(fs.readFile)('data.json', 'utf8')` },
    { name: 'promise', read: `promises.readFile('data.json', 'utf8')` },
    { name: 'promise of fs', read: `fs.promises.readFile('data.json', 'utf8')` },
    {
      name: 'file handle',
      read: `(async () => { const h = await promises.open('data.json'); return text(h.createReadStream()) })()`,
    },
    {
      name: 'descriptor',
      read: `(() => { const d = fs.openSync('data.json'); try { return fs.readFileSync(d, 'utf8') } finally { fs.closeSync(d) } })()`,
    },
    { name: 'stream', read: `text(fs.createReadStream('data.json'))` },
    { name: 'blob', read: `(async () => (await fs.openAsBlob('data.json')).text())()` },
    { name: 'bytes', read: `fs.readFileSync(Buffer.from('data.json'), 'utf8')` },
    { name: 'file URL', read: `fs.readFileSync(new URL('file:///var/task/data.json'), 'utf8')` },
    { name: 'URL of the module', read: `fs.readFileSync(new URL('data.json', import.meta.url), 'utf8')` },
    { name: '/var/task', read: `promises.readFile('/var/task/data.json', 'utf8')` },
    { name: 'out and in again', read: `fs.readFileSync('/var/task/nested/../data.json', 'utf8')` },
    { name: 'path.resolve', read: `fs.readFileSync(path.resolve('data.json'), 'utf8')` },
    { name: 'after chdir', read: `(process.chdir('nested'), fs.readFileSync('../data.json', 'utf8'))` },
  ])('means its own files: $name', async ({ read }) => {
    expect(await inFunction(read).result()).toBe('{"a":1}');
  });

  it('is told as it was given, by results and errors', async () => {
    const expression = `[fs.existsSync('data.json'), fs.existsSync('gone'), fs.statSync('nested').isDirectory(), fs.readdirSync('nested'),
      await tried(() => fs.readFileSync('gone.txt')), await tried(() => promises.stat('/var/task/gone')),
      await tried(() => promisify(fs.open)('gone.txt', 'r')), fs.realpathSync('data.json').endsWith('/data.json')]`;
    expect(await inFunction(expression).result()).toEqual([
      true,
      false,
      true,
      ['more.txt'],
      ['ENOENT', "ENOENT: no such file or directory, open 'gone.txt'", 'gone.txt'],
      ['ENOENT', "ENOENT: no such file or directory, stat '/var/task/gone'", '/var/task/gone'],
      ['ENOENT', "ENOENT: no such file or directory, open 'gone.txt'", 'gone.txt'],
      true,
    ]);
  });

  it('below /opt means its layers', async () => {
    const { directory } = subject({ files: { 'one/a.txt': 'weak', 'one/b.txt': 'b', 'two/a.txt': 'strong' } });
    const layerDirectories = [join(directory, 'one'), join(directory, 'two')];
    const code = `exports.handler = async () => ['a', 'b'].map((n) => require('fs').readFileSync('/opt/' + n + '.txt', 'utf8'))`;
    const { result } = subject({ files: { 'index.js': code }, fn: { layerDirectories } });
    expect(await result()).toEqual(['strong', 'b']);
  });

  it.each(['nodejs24.x', 'nodejs22.x'])('names a handler in a layer: %s', async (runtime) => {
    const { directory } = subject({
      files: { 'layer/nodejs/node_modules/x/h.js': "exports.handler = async () => 'of the layer'" },
    });
    const fn = {
      handler: '/opt/nodejs/node_modules/x/h.handler',
      layerDirectories: [join(directory, 'layer')],
      runtime,
    };
    expect(await subject({ files: data, fn }).result()).toBe('of the layer');
  });
});

describe('a write', () => {
  it.each([
    { name: 'sync', write: `fs.writeFileSync('new.txt', 'x')`, syscall: 'open' },
    { name: 'over a file', write: `fs.writeFileSync('data.json', 'x')`, syscall: 'open' },
    { name: 'appended', write: `fs.appendFileSync('data.json', 'x')`, syscall: 'open' },
    { name: 'callback', write: `promisify(fs.writeFile)('new.txt', 'x')`, syscall: 'open' },
    { name: 'promise', write: `promises.writeFile('new.txt', 'x')`, syscall: 'open' },
    { name: 'file handle', write: `promises.open('data.json', 'r+')`, syscall: 'open' },
    {
      name: 'flags as a number',
      write: `fs.openSync('new.txt', fs.constants.O_CREAT | fs.constants.O_WRONLY)`,
      syscall: 'open',
    },
    { name: 'read with a flag', write: `fs.readFileSync('new.txt', { flag: 'a+' })`, syscall: 'open' },
    {
      name: 'stream',
      write: `new Promise((r, no) => fs.createWriteStream('new.txt').on('error', no).on('close', r))`,
      syscall: 'open',
    },
    { name: 'truncate', write: `fs.truncateSync('data.json')`, syscall: 'open' },
    { name: 'mkdir', write: `fs.mkdirSync('made')`, syscall: 'mkdir' },
    { name: 'mkdir with parents', write: `promises.mkdir('made/deep', { recursive: true })`, syscall: 'mkdir' },
    { name: 'mkdtemp', write: `fs.mkdtempSync('made-')`, syscall: 'mkdtemp' },
    { name: 'unlink', write: `fs.unlinkSync('data.json')`, syscall: 'unlink' },
    { name: 'rm', write: `promises.rm('nested', { recursive: true, force: true })`, syscall: 'rm' },
    { name: 'rmdir', write: `fs.rmdirSync('nested')`, syscall: 'rmdir' },
    { name: 'rename', write: `fs.renameSync('data.json', '/tmp/data.json')`, syscall: 'rename' },
    { name: 'copyFile', write: `fs.copyFileSync('data.json', 'copy.json')`, syscall: 'copyfile' },
    { name: 'cp', write: `promises.cp('nested', 'copy', { recursive: true })`, syscall: 'cp' },
    { name: 'link', write: `fs.linkSync('data.json', 'link')`, syscall: 'link' },
    { name: 'symlink', write: `fs.symlinkSync('data.json', 'link')`, syscall: 'symlink' },
    { name: 'chmod', write: `fs.chmodSync('data.json', 0o777)`, syscall: 'chmod' },
    { name: 'utimes', write: `promises.utimes('data.json', 0, 0)`, syscall: 'utime' },
    { name: 'access for writing', write: `fs.accessSync('data.json', fs.constants.W_OK)`, syscall: 'access' },
    { name: '/var/task', write: `fs.writeFileSync('/var/task/new.txt', 'x')`, syscall: 'open' },
    { name: 'beside the module', write: `fs.writeFileSync(new URL('new.txt', import.meta.url), 'x')`, syscall: 'open' },
    { name: 'another place of the machine', write: `fs.writeFileSync('/var/new.txt', 'x')`, syscall: 'open' },
  ])('below the task root or anywhere else is EROFS: $name', async ({ write, syscall }) => {
    const { result, directory } = inFunction(`await tried(() => ${write})`);
    const before = listing(directory);
    const [code, message] = (await result()) as string[];
    expect({ code, message }).toEqual({
      code: 'EROFS',
      message: expect.stringMatching(new RegExp(`^EROFS: read-only file system, ${syscall} '`)),
    });
    expect(listing(directory)).toEqual(before);
    expect(existsSync('/var/new.txt')).toBe(false);
  });

  it('of what is not there, or is there, fails as it does anywhere', async () => {
    const expression = `[(await tried(() => fs.unlinkSync('gone')))[0], (await tried(() => fs.writeFileSync('gone/x', '')))[0],
      (await tried(() => fs.mkdirSync('nested')))[0], fs.mkdirSync('nested', { recursive: true }) ?? null, fs.rmSync('gone', { force: true }) ?? null,
      (await tried(() => fs.writeFileSync(undefined, '')))[0]]`;
    const codes = ['ENOENT', 'ENOENT', 'EEXIST', null, null, 'ERR_INVALID_ARG_TYPE'];
    expect(await inFunction(expression).result()).toEqual(codes);
  });
});

describe('a database of node:sqlite', () => {
  const open = (
    path: string,
  ) => `(async () => { const { DatabaseSync } = await import('node:sqlite'); const db = new DatabaseSync('${path}');
    db.exec('create table if not exists t (a)'); db.close(); return fs.existsSync('${path}') })()`;

  it('lies in /tmp', async () => {
    expect(await inFunction(open('/tmp/data.db')).result()).toBe(true);
    expect(existsSync('/tmp/data.db')).toBe(false);
  });

  it('is not made below the task root', async () => {
    const { result, directory } = inFunction(`await tried(() => ${open('data.db')})`);
    const before = listing(directory);
    expect(await result()).toEqual(['EROFS', "EROFS: read-only file system, open 'data.db'", 'data.db']);
    expect(listing(directory)).toEqual(before);
    expect(existsSync('data.db')).toBe(false);
  });
});

describe('/tmp', () => {
  const own = `const fs = require('node:fs'); const os = require('node:os');
exports.handler = async (e) => {
  const was = fs.existsSync('/tmp/mark'); fs.writeFileSync('/tmp/mark', e.name); const made = fs.mkdtempSync(os.tmpdir() + '/a-');
  fs.writeFileSync(made + '/b', 'b'); fs.cpSync(made, '/tmp/copy', { recursive: true }); await new Promise((r) => setTimeout(r, 20));
  return [was, made.startsWith('/tmp/a-'), fs.readFileSync('/tmp/copy/b', 'utf8'), fs.realpathSync('/tmp/mark'), fs.readFileSync('/tmp/mark', 'utf8')];
};`;

  it('is the environment’s own, stays with it, and goes with it', async () => {
    const { result, host, directory } = subject({ files: { 'index.js': own } });
    const other = subject({ files: { 'index.js': own } });
    const mine = (name: string, was: boolean) => [was, true, 'b', '/tmp/mark', name];
    const both = await Promise.all([result({ name: 'one' }), result({ name: 'two' }), other.result({ name: 'three' })]);
    expect(both).toEqual([mine('one', false), mine('two', false), mine('three', false)]);
    expect(await result({ name: 'four' })).toEqual(mine('four', true));
    expect(existsSync('/tmp/mark')).toBe(false);
    expect(listing(directory)).toEqual({ 'index.js': own });
    const marked = () => globSync(join(tmpdir(), 'scopegate-tmp-*', 'mark')).map((file) => readFileSync(file, 'utf8'));
    expect(marked()).toEqual(expect.arrayContaining(['four', 'three']));
    await Promise.all([host.close(), other.host.close()]);
    expect(marked().filter((text) => ['one', 'two', 'three', 'four'].includes(text))).toEqual([]);
  });

  it('holds modules that the function writes', async () => {
    const expression = `(fs.writeFileSync('/tmp/made.mjs', 'export const made = 1'), (await import('/tmp/made.mjs')).made)`;
    expect(await inFunction(expression).result()).toBe(1);
  });
});

const listing = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(directory.length + 1), readFileSync(file, 'utf8')]),
  );
