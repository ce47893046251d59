import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

/** The directory of a project with one source file. Removed after the test. */
export function makeProjectRoot(): string {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'src', 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'scopegate.config.ts'), 'export default 1;');
  writeFileSync(join(root, 'src', 'a.ts'), 'a');
  return root;
}
