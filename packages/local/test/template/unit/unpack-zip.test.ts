import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { unpackZip } from '../../../src/template/code/unpack-zip.ts';

/** An entry of a zip; `link`: where it leads. */
type ZipEntry = readonly [name: string, content: { readonly file: string } | { readonly link: string }];

/** A zip without compression, as made on Unix. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const [data, mode] = 'link' in content ? [content.link, 0o120777] : [content.file, 0o100644];
    const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(data)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    locals.push(Buffer.from('PK\x03\x04'), common, nameBytes, bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(mode * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03'), common, rest, nameBytes);
    offset += 30 + nameBytes.length + bytes.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

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
  writeFileSync(join(outer, 'code.zip'), zipOf(entries));
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
