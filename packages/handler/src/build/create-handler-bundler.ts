import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BuildContext, context } from 'esbuild';
import { routeOf } from '../route-of.ts';
import { bundleError } from './bundle-faults.ts';
import { type BundledHandler, type BundleOptions, bundleFileOf, withAbsolutePaths } from './bundle-options.ts';
import { bundleSettings } from './bundle-settings.ts';
import { loadContract } from './load-contract.ts';
import { writeBundle } from './write-bundle.ts';

/** Bundles handlers again and again, each time only what changed. Holds esbuild's process until it is disposed of. */
export interface HandlerBundler {
  /** Names of the handlers whose bundles hold a file. @param file absolute path */
  routesOf(file: string): readonly string[];
  /**
   * Bundles one handler into its folder, as `bundleHandlers` does. What is refused leaves the last good bundle there.
   *
   * @throws {Error} what esbuild says, or that the module was not built by `handle()` for this route
   */
  rebuild(routeName: string): Promise<BundledHandler>;
  dispose(): Promise<void>;
}

interface Warm {
  readonly rebuild: () => Promise<BundledHandler>;
  readonly dispose: BuildContext['dispose'];
  inputs: ReadonlySet<string>;
}

/**
 * Bundles every handler once and keeps esbuild warm. The contract's module is the one of the moment of this call: after a
 * change of it, make a new bundler. After a change of what that module imports, make it in a new process.
 *
 * @throws {Error} as `bundleHandlers`
 */
export async function createHandlerBundler(given: BundleOptions): Promise<HandlerBundler> {
  const { contract, handlers, outdir, ...options } = withAbsolutePaths(given);
  const api = await loadContract(contract);
  const warm = new Map<string, Warm>();
  const dispose = async (): Promise<void> => {
    await Promise.all([...warm.values()].map((each) => each.dispose()));
  };
  try {
    await Promise.all(
      Object.entries(handlers).map(async ([routeName, entry]) => {
        const route = routeOf(api.api, routeName);
        const directory = join(outdir, routeName);
        await mkdir(directory, { recursive: true });
        const outfile = join(directory, bundleFileOf(options));
        const settings = bundleSettings({ ...options, ...api, contract, route, entry, outfile });
        const building = await context({ ...settings, metafile: true });
        const rebuild = async (): Promise<BundledHandler> => {
          const built = await building.rebuild().catch((error: unknown) => {
            throw bundleError(error, contract);
          });
          made.inputs = new Set(Object.keys(built.metafile.inputs).map((file) => resolve(file)));
          return writeBundle(built, { ...options, directory, route, entry });
        };
        const made: Warm = { rebuild, dispose: () => building.dispose(), inputs: new Set() };
        warm.set(routeName, made);
        await rebuild();
      }),
    );
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    routesOf: (file) => [...warm].filter(([, { inputs }]) => inputs.has(file)).map(([routeName]) => routeName),
    rebuild: async (routeName) => {
      const found = warm.get(routeName);
      if (found) return found.rebuild();
      throw new Error(`"${routeName}" is no handler of this bundler. There are: ${[...warm.keys()].join(', ')}.`);
    },
    dispose,
  };
}
