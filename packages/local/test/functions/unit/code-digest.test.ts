import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { codeDigest } from '../../../src/functions/code-digest.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'scopegate-digest-'));
  mkdirSync(join(directory, 'asset', 'lib'), { recursive: true });
  writeFileSync(join(directory, 'asset', 'index.js'), 'code');
  writeFileSync(join(directory, 'outside.js'), 'outside');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const digest = () => codeDigest([join(directory, 'asset')]);
const link = (target: string, name: string) => symlinkSync(target, join(directory, 'asset', name));

describe('codeDigest', () => {
  it('ends, whatever links of the asset lead upwards', () => {
    const before = digest();
    for (const name of ['one', 'two', 'lib/three', 'lib/four']) link('..', name);
    expect(digest()).not.toBe(before);
  });

  it('reads nothing behind a link, and sees where it leads', () => {
    link('../outside.js', 'lib/file.js');
    const before = digest();
    writeFileSync(join(directory, 'outside.js'), 'changed');
    expect(digest()).toBe(before);
    unlinkSync(join(directory, 'asset', 'lib', 'file.js'));
    link('../index.js', 'lib/file.js');
    expect(digest()).not.toBe(before);
  });
});
