import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Choices, PackageManager } from './choices.ts';
import { manifest, pnpmWorkspace } from './manifest.ts';

const packageRoot = join(import.meta.dirname, '..');

/** What runs a command that a dependency brings. */
export const runners: Readonly<Record<PackageManager, string>> = { npm: 'npx', pnpm: 'pnpm', yarn: 'yarn' };

/** The files of a new project by their paths. */
export function projectFiles(choices: Choices): ReadonlyMap<string, string> {
  const { name, issuer, packageManager } = choices;
  const values: Readonly<Record<string, string>> = {
    __NAME__: name,
    __TITLE__: titleOf(name),
    __ISSUER__: issuer,
    __AUDIENCE__: name,
    __PM__: packageManager,
    __RUN__: runners[packageManager],
  };
  const filled = (text: string): string => text.replace(/__[A-Z]+__/g, (word) => values[word] ?? word);
  const template = join(packageRoot, 'template');
  const files = globSync('**/*.*', { cwd: template }).map((path): [string, string] => [path, join(template, path)]);
  const stack = join(packageRoot, 'variants', issuer === 'cognito' ? 'cognito.ts' : 'oidc.ts');
  const sources = new Map([
    ...files,
    // npm leaves out a file of this name when it packs
    ['.gitignore', join(template, 'gitignore')],
    ['infra/app.ts', stack],
  ]);
  return new Map([
    ['package.json', `${JSON.stringify(manifest(choices), null, 2)}\n`],
    ...[...sources].map(([path, file]): [string, string] => [path, filled(readFileSync(file, 'utf8'))]),
    ...(packageManager === 'pnpm' ? [['pnpm-workspace.yaml', pnpmWorkspace(choices)] as const] : []),
  ]);
}

/** `my-api`: `My Api` */
const titleOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
