import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Platform } from '@scopegate/local';
import type { Host } from '../host/host.ts';
import { messageOf } from '../shell/cli-error.ts';
import { printable } from '../shell/safe-text.ts';
import { sourceFiles } from './source-files.ts';
import { watchFiles } from './watch-files.ts';

export interface TemplateReload {
  readonly platform: Pick<Platform, 'reload' | 'sources'> & {
    readonly apis: readonly Pick<Platform['apis'][number], 'name' | 'url'>[];
  };
  /** Absolute: what is served. */
  readonly assembly: string;
  /** After a reload: APIs and clients may be others now. */
  readonly publish: (assembly: string) => void;
}

/** A build writes many files, and a half-written assembly cannot be read. */
const settleMillis = 100;

/**
 * Takes up changes of the template and of its functions' code while it serves. What cannot be run is said on screen, and
 * the last good version serves on.
 *
 * @returns stops watching
 */
export async function reloadTemplate(
  host: Pick<Host, 'cwd' | 'stderr'>,
  { platform, assembly, publish }: TemplateReload,
): Promise<() => Promise<void>> {
  const say = (text: string): void => host.stderr.write(`${text}\n`);
  const onError = (error: unknown): void => say(`NOT reloaded, the last good version serves on: ${messageOf(error)}`);
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
    settleMillis,
    onError,
    list: async () => sourceFiles(platform.sources),
    onChange: async (files) => {
      if (existsSync(assembly)) return await reload(files);
      // A build may start by emptying its output; what it makes then is a change, too.
      say(`${relative(host.cwd, assembly)} is gone, the last good version serves on`);
      return undefined;
    },
  });
  return async () => stop();
}

const mostNamed = 3;

function namesOf(files: readonly string[], cwd: string): string {
  const names = files.slice(0, mostNamed).map((file) => printable(relative(cwd, file)));
  return files.length > mostNamed ? `${names.join(', ')} and ${files.length - mostNamed} more` : names.join(', ');
}
