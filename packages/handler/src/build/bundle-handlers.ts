import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { routeOf } from '../route-of.ts';
import { bundleError } from './bundle-faults.ts';
import { type BundledHandler, type BundleOptions, bundleFileOf, withAbsolutePaths } from './bundle-options.ts';
import { bundleSettings } from './bundle-settings.ts';
import { loadContract } from './load-contract.ts';
import { writeBundle } from './write-bundle.ts';

/**
 * Bundles each handler into a folder that is a Lambda asset: `index.cjs` (or `index.mjs`), self-contained, with the route's
 * validator compiled in, its source map, `responses.cjs` for where answers are checked, and a manifest that says for which
 * route the guard stands in front of it.
 *
 * The manifest is written from what the bundle does when loaded, not from what its source looks like.
 *
 * @throws {Error} when a module does not bundle or load, or its handler was not built by `handle()` for the route it is named
 * after: one line for each fault
 */
export async function bundleHandlers(given: BundleOptions): Promise<BundledHandler[]> {
  const { contract, handlers, outdir, ...options } = withAbsolutePaths(given);
  const api = await loadContract(contract);
  return Promise.all(
    Object.entries(handlers).map(async ([routeName, entry]) => {
      const route = routeOf(api.api, routeName);
      const directory = join(outdir, routeName);
      const outfile = join(directory, bundleFileOf(options));
      await rm(directory, { recursive: true, force: true });
      const built = await build(bundleSettings({ ...options, ...api, contract, route, entry, outfile })).catch(
        (error: unknown) => {
          throw bundleError(error, contract);
        },
      );
      return writeBundle(built, { ...options, directory, route, entry });
    }),
  );
}
