import { rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AnyApi, type HandlerManifest, handlerManifestFile, type Route } from '@scopegate/contract';
import { build, type BuildOptions as EsbuildOptions } from 'esbuild';
import { markedRouteKey } from '../mark.ts';
import { routeOf } from '../route-of.ts';
import { type ContractAsDataOptions, contractAsData } from './contract-as-data.ts';

export interface BundleOptions {
  /** Absolute path of the module that exports the contract. */
  readonly contract: string;
  /** Route name to the absolute path of the module that exports its `handler`. */
  readonly handlers: Readonly<Record<string, string>>;
  /** Absolute path; each handler gets a folder in it, named after its route. */
  readonly outdir: string;
}

export interface BundledHandler {
  readonly routeName: string;
  readonly directory: string;
  readonly manifest: HandlerManifest;
}

/**
 * Bundles each handler into a folder that is a Lambda asset: `index.cjs`, CommonJS, self-contained, with the route's
 * validator compiled in, and a manifest that says for which route the guard stands in front of it.
 *
 * The manifest is written from what the bundle does when loaded, not from what its source looks like; so handlers must
 * load without their environment.
 *
 * @throws {Error} when a handler was not built by `handle()` for the route it is named after
 */
export async function bundleHandlers({ contract, handlers, outdir }: BundleOptions): Promise<BundledHandler[]> {
  const api = await loadContract(contract);
  return Promise.all(
    Object.entries(handlers).map(async ([routeName, entry]) => {
      const route = routeOf(api.api, routeName);
      const directory = join(outdir, routeName);
      await rm(directory, { recursive: true, force: true });
      await build(bundleSettings({ ...api, route, file: contract, entry, outfile: join(directory, bundleFile) }));
      return finishBundle(directory, route, join(directory, bundleFile));
    }),
  );
}

/** The bundle's file in its folder. */
export const bundleFile = 'index.cjs';

/**
 * Loads a bundle, and writes its manifest beside it.
 *
 * @param file the bundle, or what will become it
 * @throws {Error} as {@link bundleHandlers}
 */
export async function finishBundle(directory: string, route: Route, file: string): Promise<BundledHandler> {
  const manifest = inspect(file, route);
  await writeFile(join(directory, handlerManifestFile), `${JSON.stringify(manifest)}\n`);
  return { routeName: route.name, directory, manifest };
}

interface ContractExport {
  readonly exportName: string;
  readonly api: AnyApi;
}

/** The version of each contract's module that this process loaded first. */
const loadedFirst = new Map<string, number>();

/**
 * Imports the contract's module as it is now; what it imports itself is loaded once per process.
 *
 * @throws {Error} when it exports no contract
 */
export async function loadContract(file: string): Promise<ContractExport> {
  const { mtimeMs } = await stat(file);
  const first = loadedFirst.get(file) ?? mtimeMs;
  loadedFirst.set(file, first);
  const query = mtimeMs === first ? '' : `?version=${mtimeMs}`;
  const exports: Record<string, unknown> = await import(`${pathToFileURL(file).href}${query}`);
  const found = Object.entries(exports).find(([, value]) => isApi(value));
  if (found === undefined) throw new Error(`${file} exports no contract. Export what defineApi() returns.`);
  return { exportName: found[0], api: found[1] as AnyApi };
}

const isApi = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'routes' in value && 'scopes' in value && 'title' in value;

interface Bundle extends ContractAsDataOptions {
  readonly entry: string;
  readonly outfile: string;
}

/** How every handler is bundled. */
export const bundleSettings = ({ entry, outfile, ...contract }: Bundle) =>
  ({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    // `import 'node:http'` of an ES module costs tens of milliseconds of init on Node 24 (nodejs/node#59686).
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [contractAsData(contract)],
  }) satisfies EsbuildOptions;

function inspect(file: string, { name, route }: Route): HandlerManifest {
  const require = createRequire(file);
  delete require.cache[file];
  const routeKey = markedRouteKey(require(file).handler);
  delete require.cache[file];
  if (routeKey === route) return { version: 1, routeKey, handler: 'index.handler' };
  const found = routeKey === undefined ? 'exports no `handler` built by handle()' : `was built for ${routeKey}`;
  throw new Error(`The module of "${name}" ${found}, expected ${route}. Export handler = handle(api, '${name}', ...).`);
}
