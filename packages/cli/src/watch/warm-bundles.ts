import { join, resolve } from 'node:path';
import type { HandlerBundler } from '@scopegate/handler/build';
import type { LoadedProject } from '../project/load-project.ts';
import { assetOf } from './live-assembly.ts';

/** Bundles that are rebuilt in milliseconds, because their bundler keeps running. Each stands for an asset of the assembly. */
export interface WarmBundles {
  /** The handlers that are built from these files; undefined when anything else is built from them, too. */
  handlersOf(files: readonly string[]): readonly string[] | undefined;
  /** Bundles these handlers again. @returns name of the asset to the directory with its new bundle */
  rebuild(routeNames: readonly string[]): Promise<ReadonlyMap<string, string>>;
  dispose(): Promise<void>;
}

/**
 * Bundles the project's handlers once. A bundle stands for an asset only when the assembly contains the same bundle. After a
 * change of a module that the contract imports none does, because this process still uses the module as it was.
 *
 * @param directory the bundles are written below it
 */
export async function warmBundles(
  { root, handlers }: Pick<LoadedProject, 'root' | 'handlers'>,
  { assembly, directory }: { readonly assembly: string; readonly directory: string },
): Promise<WarmBundles | undefined> {
  if (handlers === undefined) return undefined;
  const { createHandlerBundler } = await import('@scopegate/handler/build');
  const modules = Object.entries(handlers.modules).map(([name, file]) => [name, resolve(root, file)] as const);
  const contract = resolve(root, handlers.contract);
  const bundler = await createHandlerBundler({ contract, handlers: Object.fromEntries(modules), outdir: directory });
  const assets = new Map(modules.map(([name]) => [name, assetOf(assembly, join(directory, name))] as const));
  return {
    handlersOf: (files) => (files.includes(contract) ? undefined : bundledHandlers(files, { bundler, assets })),
    rebuild: async (routeNames) => {
      const made = await Promise.all(routeNames.map((name) => bundler.rebuild(name)));
      return new Map(made.map((bundle) => [assets.get(bundle.routeName) ?? '', bundle.directory]));
    },
    dispose: () => bundler.dispose(),
  };
}

interface BundledAssets {
  readonly bundler: HandlerBundler;
  readonly assets: ReadonlyMap<string, string | undefined>;
}

function bundledHandlers(files: readonly string[], { bundler, assets }: BundledAssets): readonly string[] | undefined {
  const routes = files.map((file) => bundler.routesOf(file));
  const names = [...new Set(routes.flat())];
  const isAll = routes.every((found) => found.length > 0) && names.every((name) => assets.get(name) !== undefined);
  return isAll && names.length > 0 ? names : undefined;
}
