import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Asset } from './assets.ts';

/** Where the Serverless Framework leaves what it packages. */
const packageDirectory = '.serverless';
const maxDepth = 4;

/**
 * The package behind an S3 key, by its base name: beside the template, or below `.serverless/`. Several of one name are a
 * problem that lists them.
 */
export function findPackage(objectKey: string, directory: string): Asset | undefined {
  const name = basename(objectKey);
  if (!name.endsWith('.zip')) return undefined;
  const beside = join(directory, name);
  const below = filesBelow(join(directory, packageDirectory), name, maxDepth);
  const found = [...(isFile(beside) ? [beside] : []), ...below];
  const [file, ...more] = found;
  if (file === undefined) return undefined;
  return more.length === 0 ? { file } : { problem: `several files have its name: ${found.join(', ')}` };
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

function filesBelow(directory: string, name: string, depth: number): readonly string[] {
  if (depth === 0 || !existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(path, name, depth - 1);
    return entry.isFile() && entry.name === name ? [path] : [];
  });
}
