import { relative } from 'node:path';
import { reloadFailure } from '../faults/reload-failure.ts';
import type { Host } from '../host/host.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { createProjectReloader, type ProjectReloaderOptions } from './project-reloader.ts';
import { watchInputs } from './watch-inputs.ts';

/**
 * Reloads changes of the project's inputs while the platform serves. A change that fails is reported on stderr, and the
 * last good version stays.
 *
 * @returns stops watching and removes what was written
 */
export async function reloadProject(
  project: LoadedProject,
  host: Host,
  options: ProjectReloaderOptions,
): Promise<() => Promise<void>> {
  const reloader = createProjectReloader(project, host, options);
  const say = (text: string): void => host.stderr.write(`${text}\n`);
  const stop = await watchInputs({
    root: project.root,
    globs: project.inputs,
    onChange: async (files) => {
      const startedAt = performance.now();
      const named = files.map((file) => relative(project.root, file)).join(', ');
      try {
        await reloader.reload(files);
        say(`reloaded in ${Math.round(performance.now() - startedAt)} ms: ${named}`);
      } catch (error) {
        if (!options.signal.aborted) say(reloadFailure(error));
      }
      return undefined;
    },
    onError: (error) => say(reloadFailure(error)),
  });
  return async () => {
    stop();
    await reloader.end();
  };
}
