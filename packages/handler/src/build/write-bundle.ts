import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { handlerManifestFile, type Route } from '@scopegate/contract';
import type { BuildResult, OutputFile } from 'esbuild';
import { formatWarnings } from './bundle-faults.ts';
import { type BundledHandler, type BundleOptions, bundleFileOf, responsesImport } from './bundle-options.ts';
import { responsesModule } from './compile-ahead.ts';
import { proveHandler } from './prove-handler.ts';

export interface BundleTarget extends Pick<BundleOptions, 'environment' | 'format' | 'warn'> {
  readonly directory: string;
  readonly route: Route;
  /** The handler's module, for messages. */
  readonly entry: string;
}

/**
 * Writes what esbuild made into the handler's folder, when its guard is proven: until then the files of the last good
 * bundle stay there.
 *
 * @throws {Error} as `bundleHandlers`
 */
export async function writeBundle(
  { outputFiles = [], warnings }: BuildResult<{ write: false }>,
  { directory, route, entry, environment = {}, format = 'cjs', warn = console.error }: BundleTarget,
): Promise<BundledHandler> {
  for (const warning of await formatWarnings(warnings)) warn(warning);
  const file = bundleFileOf({ format });
  const manifest = { version: 1, routeKey: route.route, handler: 'index.handler' } as const;
  const draft = join(directory, `.draft-${drafts++}`);
  await mkdir(draft, { recursive: true });
  try {
    await Promise.all(
      outputFiles.map(({ path, contents }: OutputFile) => writeFile(join(draft, basename(path)), contents)),
    );
    await writeFile(join(draft, responsesImport), await responsesModule(route));
    await proveHandler({ file: join(draft, file), route, entry, environment });
    await writeFile(join(draft, handlerManifestFile), `${JSON.stringify(manifest)}\n`);
    for (const name of await readdir(draft)) await rename(join(draft, name), join(directory, name));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { routeName: route.name, directory, manifest };
}

let drafts = 0;
