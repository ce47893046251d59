import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inputDigest } from '../../../src/project/input-digest.ts';
import { makeProjectRoot } from '../../support/project-root.ts';

describe('inputDigest', () => {
  const digest = (root: string, facts: readonly string[] = []) => inputDigest({ root, globs: ['src/**'], facts });

  it.each([
    { what: 'content', change: (root: string) => writeFileSync(join(root, 'src/a.ts'), 'b') },
    { what: 'a name', change: (root: string) => renameSync(join(root, 'src/a.ts'), join(root, 'src/b.ts')) },
    { what: 'the configuration', change: (root: string) => writeFileSync(join(root, 'scopegate.config.ts'), '2') },
    { what: 'a new file', change: (root: string) => writeFileSync(join(root, 'src/c.ts'), '') },
  ])('changes with $what', async ({ change }) => {
    const root = makeProjectRoot();
    const before = await digest(root);
    change(root);
    expect(await digest(root)).not.toBe(before);
  });

  it('depends on the facts, not on the directory or on node_modules', async () => {
    const root = makeProjectRoot();
    const before = await digest(root);
    writeFileSync(join(root, 'src', 'node_modules', 'x.js'), 'x');
    expect(await digest(root)).toBe(before);
    expect(await digest(makeProjectRoot())).toBe(before);
    expect(await digest(root, ['prod'])).not.toBe(before);
  });

  it('refuses a glob that matches nothing', async () => {
    const digesting = inputDigest({ root: makeProjectRoot(), globs: ['sources/**'], facts: [] });
    await expect(digesting).rejects.toThrow('Given: "sources/**"');
  });
});
