import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * SHA-256 over names and contents of all files below some directories: equal digests mean equal code, wherever it lies.
 * File modes and empty directories do not count. A link counts as the text of its target and is never followed: links of
 * a stranger's asset may lead anywhere, and two that lead upwards make a tree without an end.
 *
 * @throws Error when a directory is not there
 */
export function codeDigest(directories: readonly string[]): string {
  const hash = createHash('sha256');
  for (const directory of directories) {
    hash.update('\n\n');
    for (const { path, isLink } of entriesBelow(directory)) {
      const content = isLink ? readlinkSync(path, 'buffer') : readFileSync(path);
      // Lengths first, so that no two lists of files read the same.
      const head = `\n${JSON.stringify(relative(directory, path))} ${isLink ? '->' : ''}${content.length}\n`;
      hash.update(head).update(content);
    }
  }
  return hash.digest('hex');
}

interface CodeEntry {
  readonly path: string;
  readonly isLink: boolean;
}

/** Not by the recursive form of `readdirSync`, which follows links to directories. */
const entriesBelow = (directory: string): CodeEntry[] =>
  readdirSync(directory, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return entriesBelow(path);
      return entry.isFile() || entry.isSymbolicLink() ? [{ path, isLink: entry.isSymbolicLink() }] : [];
    });
