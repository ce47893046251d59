import { globSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// The dependency rule of ARCHITECTURE.md: which of our packages each package's source may import, and no way around the
// exports by a relative path.

const root = fileURLToPath(new URL('..', import.meta.url));

const allowed: Record<string, readonly string[]> = {
  contract: [],
  authorizer: ['@scopegate/contract'],
  handler: ['@scopegate/contract'],
  testing: ['@scopegate/contract'],
  cdk: ['@scopegate/contract'],
  local: [],
  cli: ['@scopegate/'],
  orders: ['@scopegate/contract', '@scopegate/handler'],
};

const specifiers = /\b(?:from|import)\s*\(?\s*'([^']+)'/g;

function faultsOf(name: string, file: string): string[] {
  const home = resolve(root, 'packages', name);
  return [...readFileSync(file, 'utf8').matchAll(specifiers)].flatMap(([, specifier = '']) => {
    const at = `${relative(root, file)}: '${specifier}'`;
    if (specifier.startsWith('.')) {
      return resolve(file, '..', specifier).startsWith(home) ? [] : [`${at} leaves its package`];
    }
    if (!specifier.startsWith('@scopegate/')) return [];
    const fits = allowed[name]?.some(
      (one) => specifier === one || specifier.startsWith(one.endsWith('/') ? one : `${one}/`),
    );
    return fits === true ? [] : [`${at}; ${name} may import ${allowed[name]?.join(', ') || 'none of our packages'}`];
  });
}

const packages = globSync('packages/*', { cwd: root }).map((path) => path.replace(/^packages./, ''));
const unlisted = packages
  .filter((name) => !Object.hasOwn(allowed, name))
  .map((name) => `packages/${name} has no dependency rule`);
const faults = packages.flatMap((name) =>
  globSync(`packages/${name}/src/**/*.ts`, { cwd: root }).flatMap((file) => faultsOf(name, resolve(root, file))),
);

for (const fault of [...unlisted, ...faults]) console.error(fault);
process.exit(unlisted.length + faults.length === 0 ? 0 : 1);
