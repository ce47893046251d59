import { join, resolve } from 'node:path';
import type { HandlerBundler } from '@scopegate/handler/build';
import type { LoadedProject } from '../project/load-project.ts';
import { assetOf } from './live-assembly.ts';

/** Bundles that are rebuilt in milliseconds, and the assets of the assembly that they stand for. */
export interface WarmBundles {
  /** The handlers that a change of these files concerns, when it concerns nothing else; otherwise undefined. */
  concerned(files: readonly string[]): readonly string[] | undefined;
  /** Bundles these handlers. @returns name of the asset to the folder with its new bundle */
  rebuild(routeNames: readonly string[]): Promise<ReadonlyMap<string, string>>;
  dispose(): Promise<void>;
}

/**
 * Bundles the project's handlers once. Only bundles that are found in the assembly as they are may stand for an asset; so
 * after a change of what the contract's module imports, which this process has loaded before, none does.
 *
 * @param directory for the bundles
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
    concerned: (files) => (files.includes(contract) ? undefined : concerned(files, { bundler, assets })),
    rebuild: async (routeNames) => {
      const made = await Promise.all(routeNames.map((name) => bundler.rebuild(name)));
      return new Map(made.map((bundle) => [assets.get(bundle.routeName) ?? '', bundle.directory]));
    },
    dispose: () => bundler.dispose(),
  };
}

interface Known {
  readonly bundler: HandlerBundler;
  readonly assets: ReadonlyMap<string, string | undefined>;
}

function concerned(files: readonly string[], { bundler, assets }: Known): readonly string[] | undefined {
  const routes = files.map((file) => bundler.routesOf(file));
  const names = [...new Set(routes.flat())];
  const isAll = routes.every((found) => found.length > 0) && names.every((name) => assets.get(name) !== undefined);
  return isAll && names.length > 0 ? names : undefined;
}
