import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { unpackZip } from '../../../src/template/code/unpack-zip.ts';
import { type ZipMember, zipOf } from '../../platform/templates/support/zip.ts';

/** An entry of a zip; `link`: where it leads. */
type ZipEntry = readonly [name: string, content: { readonly file: string } | { readonly link: string }];

const toMember = ([name, content]: ZipEntry): ZipMember =>
  'link' in content ? { name, content: content.link, mode: 0o120777 } : { name, content: content.file };

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Unpacks six directories below a new one, so that what escapes lands where the test sees it. */
async function unpack(
  entries: readonly ZipEntry[],
): Promise<{ outer: string; target: string; unpacked: Promise<void> }> {
  const outer = mkdtempSync(join(tmpdir(), 'scopegate-zip-'));
  directories.push(outer);
  const target = join(outer, '1', '2', '3', '4', '5', 'code');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(outer, 'code.zip'), zipOf(entries.map(toMember)));
  return { outer, target, unpacked: unpackZip(join(outer, 'code.zip'), target) };
}

/** `readdirSync` of a whole tree would follow the links. */
const pathsBelow = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? [path, ...pathsBelow(path)] : [path];
  });

const file = { file: 'x' };

describe('unpackZip', () => {
  it('unpacks files and links that stay inside', async () => {
    const { target, unpacked } = await unpack([
      ['lib/', file],
      ['lib/a.js', { file: 'a' }],
      ['bin/a', { link: '../lib/a.js' }],
      ['bin/again', { link: './a' }],
      ['up', { link: 'lib/..' }],
      ['dangling', { link: 'lib/none' }],
    ]);
    await unpacked;
    expect(readFileSync(join(target, 'bin', 'again'), 'utf8')).toBe('a');
  });

  it.each<{ name: string; entries: readonly ZipEntry[]; error: string }>([
    {
      name: 'an entry behind a chain of links',
      entries: [
        ['a/b/c/d/keep', file],
        ['a/b/c/d/up', { link: '../../../..' }],
        ['a/b/c/d/up/out', { link: '../../../..' }],
        ['out/x', file],
      ],
      error: 'The zip has an entry behind a symbolic link: a/b/c/d/up.',
    },
    {
      name: 'a file behind a link that stays inside',
      entries: [
        ['lib/a', file],
        ['link', { link: 'lib' }],
        ['link/b', file],
      ],
      error: 'The zip has an entry behind a symbolic link: link.',
    },
    {
      name: 'a directory at a link',
      entries: [
        ['lib/a', file],
        ['link', { link: 'lib' }],
        ['link/', file],
      ],
      error: 'The zip has an entry behind a symbolic link: link.',
    },
    {
      name: 'a file at a link',
      entries: [
        ['link', { link: 'made' }],
        ['link', file],
      ],
      error: 'EEXIST',
    },
    {
      name: 'a link that leaves through another, whose text stays inside',
      entries: [
        ['a/b/root', { link: '../..' }],
        ['out', { link: 'a/b/root/../..' }],
      ],
      error: 'The zip holds a symbolic link that leaves it: out.',
    },
    {
      name: 'the same, the other link coming last',
      entries: [
        ['out', { link: 'a/b/root/../made' }],
        ['a/b/root', { link: '../..' }],
      ],
      error: 'The zip holds a symbolic link that leaves it: out.',
    },
    { name: 'a link out', entries: [['out', { link: '../made' }]], error: 'leaves it: out.' },
    { name: 'a link out and in again', entries: [['out', { link: '../code/x' }]], error: 'leaves it: out.' },
    { name: 'an absolute link', entries: [['out', { link: '/etc' }]], error: 'leaves it: out.' },
    {
      name: 'links without an end',
      entries: [
        ['a', { link: 'b' }],
        ['b', { link: 'a' }],
      ],
      error: 'leaves it: a.',
    },
    {
      name: 'an entry below a file',
      entries: [
        ['a', file],
        ['a/b', file],
      ],
      error: 'The zip has an entry below a file: a.',
    },
    { name: 'a name out', entries: [['../x', file]], error: 'invalid relative path: ../x' },
  ])('refuses $name', async ({ entries, error }) => {
    const { outer, target, unpacked } = await unpack(entries);
    await expect(unpacked).rejects.toThrow(error);
    const written = pathsBelow(outer);
    const parents = ['1', '2', '3', '4', '5', 'code', 'code.zip'];
    expect(
      written.filter((path) => !path.startsWith(target) && !parents.includes(path.split('/').at(-1) ?? '')),
    ).toEqual([]);
    expect(existsSync(join(outer, '1', '2', '3', '4', '5', 'made'))).toBe(false);
  });
});
