import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { bundle } from '../../scripts/bundle.ts';

// where a bundle finds what it depends on
const modules = join(import.meta.dirname, '..', '..', 'node_modules', '.scopegate');

/**
 * Bundles a module of this package in few files, as the package is published, until the tests end. A thread of it starts
 * in half the time that its sources take.
 *
 * @param entry path in this package: `src/index.ts`
 * @returns path of the bundled module
 */
export async function bundled(entry: string): Promise<string> {
  mkdirSync(modules, { recursive: true });
  const directory = mkdtempSync(join(modules, 'bundle-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  await bundle(directory, entry);
  return join(directory, 'index.js');
}
