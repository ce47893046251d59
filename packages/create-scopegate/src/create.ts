import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Choices } from './choices.ts';
import { projectFiles } from './project-files.ts';

/**
 * Writes a project into a new or empty directory of its name, and installs its packages.
 *
 * @returns its directory
 * @throws {Error} when the directory holds something, or the install fails
 */
export function create(choices: Choices, parent: string): string {
  const directory = join(parent, choices.name);
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new Error(`${directory} is not empty. Choose another name, or remove it.`);
  }
  for (const [path, text] of projectFiles(choices)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (choices.installs) install(choices, directory);
  return directory;
}

function install({ packageManager }: Choices, directory: string): void {
  const { status, error } = spawnSync(packageManager, ['install'], {
    cwd: directory,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  const reason = error === undefined ? `ended with ${status}` : `cannot be run: ${error.message}`;
  throw new Error(`${packageManager} install ${reason}. The files are in ${directory}; run it there again.`);
}
