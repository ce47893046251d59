import { glob } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CliError } from '../shell/cli-error.ts';
import { configFile } from './load-project.ts';

const neverInputs = new Set(['node_modules', 'dist', '.scopegate', 'cdk.out']);

/**
 * Every input file, the configuration included, relative to the root and sorted.
 *
 * @throws {CliError} when a glob matches nothing, because its changes would not be noticed
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
  const exclude = (entry: { readonly name: string }): boolean => neverInputs.has(entry.name);
  for await (const entry of glob(pattern, { cwd: root, withFileTypes: true, exclude })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    found.push(path.split(sep).join('/'));
  }
  return found;
}

const matchesNothing = (pattern: string): CliError =>
  new CliError({
    what: 'A glob in inputs of scopegate.config.ts matches no file',
    given: `"${pattern}"`,
    allowed: 'globs relative to scopegate.config.ts that match at least one file',
    remedy: 'Correct or remove it: changes of the files that it should match are not noticed',
  });
