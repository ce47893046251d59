import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyApi } from '@scopegate/contract';
import { build } from 'esbuild';

/** A contract, and under which name its module exports it. */
export interface ContractExport {
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
  const exports = await importAsIs(`${pathToFileURL(file).href}${query}`).catch((error: unknown) =>
    importBundled(file, error),
  );
  const found = Object.entries(exports).find(([, value]) => isApi(value));
  if (found === undefined) throw new Error(`${file} exports no contract. Export what defineApi() returns.`);
  return { exportName: found[0], api: found[1] as AnyApi };
}

const importAsIs = (url: string): Promise<Record<string, unknown>> => import(url);

/** What a bundle of a contract is made in: packages are found from there as from the contract. */
const cacheDirectory = join('node_modules', '.cache', 'scopegate');

/**
 * A contract that Node does not load by itself: TypeScript in a project of CommonJS, or imports without extension. It is
 * bundled, without the packages it uses.
 *
 * @param error why Node did not load it; thrown where bundling does not help
 */
async function importBundled(file: string, error: unknown): Promise<Record<string, unknown>> {
  const root = nearestModules(dirname(file));
  if (!isNotLoaded(error) || root === undefined) throw error;
  const outfile = join(root, cacheDirectory, `contract-${randomUUID()}.mjs`);
  try {
    await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    return await importAsIs(pathToFileURL(outfile).href);
  } catch (cause) {
    // the first error names the contract's own file, not that of the bundle
    throw isNotLoaded(cause) ? error : cause;
  } finally {
    await rm(outfile, { force: true });
  }
}

/** The codes of files that Node does not read, and does not find without their extension. esbuild's failures list `errors`. */
const unread = ['ERR_MODULE_NOT_FOUND', 'ERR_UNKNOWN_FILE_EXTENSION', 'ERR_UNSUPPORTED_DIR_IMPORT'];
const isNotLoaded = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof Error && ('errors' in error || ('code' in error && unread.some((code) => code === error.code))));

function nearestModules(directory: string): string | undefined {
  if (existsSync(join(directory, 'node_modules'))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : nearestModules(parent);
}

const isApi = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'routes' in value && 'scopes' in value && 'title' in value;
