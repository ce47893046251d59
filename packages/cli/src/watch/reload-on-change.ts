import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Platform } from '@scopegate/local';
import type { Host } from '../host/host.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { ensureLocalAssembly } from '../project/local-assembly.ts';
import { messageOf } from '../shell/cli-error.ts';
import { handlersNow } from './handlers-now.ts';
import { writeLiveAssembly } from './live-assembly.ts';
import { type WarmBundles, warmBundles } from './warm-bundles.ts';
import { watchInputs } from './watch-inputs.ts';

export interface ReloadOptions {
  readonly platform: Pick<Platform, 'reload'>;
  readonly stage: string;
  readonly port: number;
  /** What the platform serves now. */
  readonly assembly: string;
  readonly signal: AbortSignal;
  /** After a synth: where the platform's assembly is now. */
  readonly onAssembly: (directory: string) => void;
}

/**
 * Takes up changes of the project's inputs while the platform serves: of handlers alone by bundling them anew, of
 * anything else by build and synth. What fails is said on screen, and the last good version serves on.
 *
 * @returns stops watching and removes what it wrote
 */
export async function reloadOnChange(
  project: LoadedProject,
  host: Host,
  options: ReloadOptions,
): Promise<() => Promise<void>> {
  const live = createLive(project, host, options);
  const say = (text: string): void => host.stderr.write(`${text}\n`);
  const stop = await watchInputs({
    root: project.root,
    globs: project.inputs,
    onChange: async (files) => {
      const startedAt = performance.now();
      const named = files.map((file) => relative(project.root, file)).join(', ');
      try {
        await live.take(files);
        say(`reloaded in ${Math.round(performance.now() - startedAt)} ms: ${named}`);
      } catch (error) {
        if (!options.signal.aborted) say(`NOT reloaded, the last good version serves on: ${messageOf(error)}`);
      }
      return undefined;
    },
    onError: (error) => say(`NOT reloaded, the last good version serves on: ${messageOf(error)}`),
  });
  return async () => {
    stop();
    await live.end();
  };
}

function createLive(project: LoadedProject, host: Host, options: ReloadOptions) {
  const { platform, stage, port, signal, onAssembly } = options;
  const directory = join(project.stateDirectory, 'live', String(port));
  const changed = new Map<string, string>();
  let base = options.assembly;
  let count = 0;
  let warming = warm(Promise.resolve(project.handlers));
  async function warm(known: Promise<LoadedProject['handlers']>): Promise<WarmBundles | undefined> {
    const output = join(directory, `bundles-${count++}`);
    const assembly = base;
    try {
      const handlers = await known;
      return await warmBundles({ root: project.root, ...(handlers && { handlers }) }, { assembly, directory: output });
    } catch {
      // without warm bundles every change is a synth: slower, not wrong
      return undefined;
    }
  }
  const swap = async (bundles: WarmBundles, routeNames: readonly string[]): Promise<void> => {
    for (const [asset, bundle] of await bundles.rebuild(routeNames)) changed.set(asset, bundle);
    const output = join(directory, `assembly-${count++}`);
    writeLiveAssembly(base, output, changed);
    await platform.reload({ assembly: output });
  };
  const synthesize = async (bundles: WarmBundles | undefined): Promise<void> => {
    const { directory: made } = await ensureLocalAssembly(project, host, { stage, signal });
    await platform.reload({ assembly: made });
    onAssembly(made);
    changed.clear();
    base = made;
    await bundles?.dispose();
    warming = warm(handlersNow(project, host, signal));
  };
  return {
    take: async (files: readonly string[]): Promise<void> => {
      const bundles = await warming;
      const routeNames = bundles?.concerned(files);
      if (bundles && routeNames) await swap(bundles, routeNames);
      else await synthesize(bundles);
    },
    end: async (): Promise<void> => {
      await (await warming)?.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
