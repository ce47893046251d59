import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Platform } from '@scopegate/local';
import { reloadFailure } from '../faults/reload-failure.ts';
import type { Host } from '../host/host.ts';
import { printable } from '../shell/safe-text.ts';
import { sourceFiles } from './source-files.ts';
import { watchFiles } from './watch-files.ts';

export interface ReloadTemplateOptions {
  readonly platform: Pick<Platform, 'reload' | 'sources'> & {
    readonly apis: readonly Pick<Platform['apis'][number], 'name' | 'url'>[];
  };
  /** Absolute: what is served. */
  readonly assembly: string;
  /** Called after a reload, because APIs and clients may have changed. */
  readonly publish: (assembly: string) => void;
}

/** A build writes many files, and an assembly of which only some are written cannot be read. */
const settleMilliseconds = 100;

/**
 * Reloads changes of the template and of its functions' code while the platform serves. A version that cannot be run is
 * reported on stderr, and the last good version stays.
 *
 * @returns stops watching
 */
export async function reloadTemplate(
  host: Pick<Host, 'cwd' | 'stderr'>,
  { platform, assembly, publish }: ReloadTemplateOptions,
): Promise<() => Promise<void>> {
  const say = (text: string): void => host.stderr.write(`${text}\n`);
  const onError = (error: unknown): void => say(reloadFailure(error));
  const reload = async (files: readonly string[]): Promise<readonly string[]> => {
    const startedAt = performance.now();
    const before = new Set(platform.sources);
    const urls = new Set(platform.apis.map(({ url }) => url));
    await platform.reload({ assembly });
    publish(assembly);
    say(`reloaded in ${Math.round(performance.now() - startedAt)} ms: ${namesOf(files, host.cwd)}`);
    for (const { name, url } of platform.apis) if (!urls.has(url)) say(`${printable(name)}  ${url}`);
    return sourceFiles(platform.sources.filter((source) => !before.has(source))).files;
  };
  const stop = await watchFiles({
    settleMilliseconds,
    onError,
    list: async () => sourceFiles(platform.sources),
    onChange: async (files) => {
      if (existsSync(assembly)) return await reload(files);
      // A build may empty its output first. What it writes afterwards is the next change.
      say(`${relative(host.cwd, assembly)} is gone, the last good version serves on`);
      return undefined;
    },
  });
  return async () => stop();
}

const mostFilesNamed = 3;

function namesOf(files: readonly string[], cwd: string): string {
  const names = files.slice(0, mostFilesNamed).map((file) => printable(relative(cwd, file)));
  return files.length > mostFilesNamed
    ? `${names.join(', ')} and ${files.length - mostFilesNamed} more`
    : names.join(', ');
}
