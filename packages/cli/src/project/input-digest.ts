import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CliError } from '../shell/cli-error.ts';
import { configFile } from './load-project.ts';

export interface DigestOptions {
  /** Absolute. */
  readonly root: string;
  readonly globs: readonly string[];
  /** What counts beside the files: stage, command lines, versions. */
  readonly facts: readonly string[];
}

const skipped = new Set(['node_modules', 'dist', '.scopegate', 'cdk.out']);

/**
 * SHA-256 over the names and contents of all input files, and over the facts: two equal digests mean the same assembly.
 *
 * @returns 64 hexadecimal digits
 * @throws {CliError} when a glob matches nothing, because its changes would go unseen
 */
export async function inputDigest({ root, globs, facts }: DigestOptions): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const file of await inputFiles(root, globs)) {
    const content = await readFile(join(root, file));
    // Lengths first, so that no two lists of files read the same.
    hash.update(`\n${JSON.stringify(file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Every input file, the configuration included, relative to the root and sorted.
 *
 * @throws {CliError} when a glob matches nothing
 */
export async function inputFiles(root: string, globs: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>([configFile]);
  for (const pattern of globs) {
    const found = await filesMatching(root, pattern);
    if (found.length === 0) throw matchesNothing(pattern);
    for (const file of found) files.add(file);
  }
  return [...files].sort();
}

async function filesMatching(root: string, pattern: string): Promise<string[]> {
  const found: string[] = [];
  const entries = glob(pattern, { cwd: root, withFileTypes: true, exclude: (entry) => skipped.has(entry.name) });
  for await (const entry of entries) {
    if (entry.isFile())
      found.push(
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .split(sep)
          .join('/'),
      );
  }
  return found;
}

const matchesNothing = (pattern: string): CliError =>
  new CliError({
    what: 'A glob in inputs of scopegate.config.ts matches no file',
    given: `"${pattern}"`,
    allowed: 'globs relative to scopegate.config.ts that match at least one file',
    remedy: 'Correct or remove it: what it was to watch would change unseen',
  });
