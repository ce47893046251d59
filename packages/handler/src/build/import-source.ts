import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Imports a module of a project: as Node does, else bundled.
 *
 * @param file absolute path
 * @param query of the module's URL, for a version of its own: `?version=2`
 * @throws what Node throws for a module that bundling does not make loadable
 */
export const importSource = (file: string, query = ''): Promise<Record<string, unknown>> =>
  importAsIs(`${pathToFileURL(file).href}${query}`).catch((error: unknown) => importBundled(file, error));

const importAsIs = (url: string): Promise<Record<string, unknown>> => import(url);

/** What a bundle is made in: packages are found from there as from the module. */
const cacheDirectory = join('node_modules', '.cache', 'scopegate');

/**
 * A module that Node does not load by itself: TypeScript in a project of CommonJS, or imports without extension. It is
 * bundled, without the packages it uses.
 *
 * @param error why Node did not load it; thrown where bundling does not help
 */
async function importBundled(file: string, error: unknown): Promise<Record<string, unknown>> {
  const root = nearestModules(dirname(file));
  if (!isNotLoaded(error) || root === undefined) throw error;
  const outfile = join(root, cacheDirectory, `source-${randomUUID()}.mjs`);
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
    // the first error names the module's own file, not that of the bundle
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
