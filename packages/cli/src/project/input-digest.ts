import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputFiles } from './input-files.ts';

export interface DigestOptions {
  /** Absolute. */
  readonly root: string;
  readonly globs: readonly string[];
  /** What else the assembly depends on: stage, command lines, versions. */
  readonly facts: readonly string[];
}

/**
 * SHA-256 over the names and contents of all input files, and over the facts: two equal digests mean the same assembly.
 *
 * @returns 64 hexadecimal digits
 * @throws {CliError} when a glob matches nothing
 */
export async function inputDigest({ root, globs, facts }: DigestOptions): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const file of await inputFiles(root, globs)) {
    const content = await readFile(join(root, file));
    // The length comes before the content, so that two different lists of files never hash the same text.
    hash.update(`\n${JSON.stringify(file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
