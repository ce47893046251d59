import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Choices } from './choices.ts';

// All packages have one version, which is this one's.
const own: { readonly version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
);

/** Those of `scopegate`, which its messages name as scripts. */
const commands = ['start', 'call', 'mint', 'explain', 'matrix', 'trace', 'clock', 'revoke', 'deploy'];

const ours = {
  dependencies: ['@scopegate/cdk', '@scopegate/contract', '@scopegate/handler'],
  devDependencies: ['@scopegate/authorizer', '@scopegate/cli', '@scopegate/testing'],
};

const others = {
  dependencies: { 'aws-cdk-lib': '^2.276.0', constructs: '^10.8.1', typebox: '^1.4.3' },
  devDependencies: { '@types/node': '^24.19.2', 'aws-cdk': '^2.1148.1', typescript: '^7.0.2' },
};

/** The `package.json` of a new project. */
export function manifest({ name, from, packageManager }: Choices): object {
  const tarballs = tarballsIn(from);
  const versions = (names: readonly string[]) =>
    Object.fromEntries(names.map((one) => [one, tarballs.get(one) ?? `^${own.version}`]));
  return {
    name,
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: {
      ...Object.fromEntries(commands.map((command) => [command, `scopegate ${command}`])),
      test: 'node --test "test/**/*.test.ts"',
      types: 'tsc',
    },
    dependencies: { ...versions(ours.dependencies), ...others.dependencies },
    devDependencies: { ...versions(ours.devDependencies), ...others.devDependencies },
    ...(tarballs.size > 0 && packageManager === 'npm' && { overrides: Object.fromEntries(tarballs) }),
    ...(tarballs.size > 0 && packageManager === 'yarn' && { resolutions: Object.fromEntries(tarballs) }),
  };
}

/** What pnpm needs to know: which packages may run install scripts, and where tarballs are. */
export function pnpmWorkspace({ from }: Choices): string {
  const tarballs = [...tarballsIn(from)];
  const overrides = ['overrides:', ...tarballs.map(([name, place]) => `  "${name}": "${place}"`)];
  const lines = [
    'allowBuilds:',
    '  esbuild: true # puts the native binary in place',
    '  classic-level: false # ships prebuilt binaries',
    ...(tarballs.length > 0 ? overrides : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The packed packages of a directory: name to `file:` and path. @throws {Error} when there are none */
function tarballsIn(directory: string | undefined): ReadonlyMap<string, string> {
  if (directory === undefined) return new Map();
  const found = readdirSync(directory).flatMap((file): [string, string][] => {
    const name = /^scopegate-([a-z]+)-\d.*\.tgz$/.exec(file)?.[1];
    return name === undefined ? [] : [[`@scopegate/${name}`, `file:${join(resolve(directory), file)}`]];
  });
  const missing = [...ours.dependencies, ...ours.devDependencies].filter(
    (name) => !found.some(([one]) => one === name),
  );
  if (missing.length === 0) return new Map(found);
  throw new Error(
    `Tarballs are missing. Given: --from ${directory}. Allowed: a directory with ${missing.join(', ')}, too.`,
  );
}
