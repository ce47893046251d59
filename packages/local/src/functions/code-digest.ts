import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * SHA-256 over names and contents of all files below some directories: equal digests mean equal code, wherever it lies.
 * File modes, empty directories and links that lead to directories do not count.
 *
 * @throws Error when a directory is not there
 */
export function codeDigest(directories: readonly string[]): string {
  const hash = createHash('sha256');
  for (const directory of directories) {
    hash.update('\n\n');
    for (const file of filesBelow(directory)) {
      const content = readFileSync(file);
      // Lengths first, so that no two lists of files read the same.
      hash.update(`\n${JSON.stringify(relative(directory, file))} ${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
