import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

/** A module that `NODE_OPTIONS` has loaded before the handler's. */
export interface Preload {
  /** The flag: decides by which loader's rules the module is found. */
  readonly by: 'require' | 'import';
  /** As written: `./pre.cjs`, `/opt/wrapper.js`, `@scope/package/entry`. */
  readonly specifier: string;
}

/**
 * Loads what `--require` and `--import` of `NODE_OPTIONS` name, in Node's order: first all that is required, then all that
 * is imported. A relative path starts at the task root; a package is found in the task root and, by `--require` only, on
 * `NODE_PATH`. Must run after `confineModules`, which refuses what lies outside the task root and the layers.
 *
 * @throws what the loader throws for a module that is not there, and whatever a module throws
 * @see https://nodejs.org/docs/latest-v24.x/api/cli.html#-r---require-module
 */
export async function loadPreloads(preloads: readonly Preload[], taskRoot: string): Promise<void> {
  const require = createRequire(join(taskRoot, sep));
  for (const { by, specifier } of preloads) if (by === 'require') require(specifier);
  for (const { by, specifier } of preloads) if (by === 'import') await import(specifier);
}
