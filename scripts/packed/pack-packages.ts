import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

export const creator = 'create-scopegate';
const packages = ['authorizer', 'cdk', 'cli', 'contract', 'handler', 'local', 'testing', creator];

/** Builds and packs the packages. Gives the paths of the tarballs by package. */
export function packPackages(root: string, directory: string): Readonly<Record<string, string>> {
  mkdirSync(directory);
  const pnpm = process.env['npm_execpath'];
  if (pnpm === undefined) throw new Error('Run it as `pnpm packed`.');
  const [command, ...args] = /\.[cm]?js$/.test(pnpm) ? [process.execPath, pnpm] : [pnpm];
  run(process.execPath, ['scripts/build-packages.ts'], root);
  for (const name of packages)
    run(command ?? pnpm, [...args, 'pack', '--pack-destination', directory], join(root, 'packages', name));
  return Object.fromEntries(
    readdirSync(directory).map((file) => [
      /^(?:scopegate-)?(\w+(?:-scopegate)?)-\d/.exec(file)?.[1] ?? file,
      join(directory, file),
    ]),
  );
}

/** What an application installs. */
export const librariesOf = (tarballs: Readonly<Record<string, string>>): string[] =>
  Object.entries(tarballs).flatMap(([name, file]) => (name === creator ? [] : [file]));
