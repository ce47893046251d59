import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '@scopegate/local';
import type { Host } from '../host/host.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { ensureLocalAssembly } from '../project/local-assembly.ts';
import { servedAssemblies } from '../run/served-assemblies.ts';
import { handlersNow } from './handlers-now.ts';
import { writeLiveAssembly } from './live-assembly.ts';
import { type WarmBundles, warmBundles } from './warm-bundles.ts';

export interface ProjectReloaderOptions {
  readonly platform: Pick<Platform, 'reload'>;
  readonly stage: string;
  readonly port: number;
  /** The assembly that the platform serves now. */
  readonly assembly: string;
  readonly signal: AbortSignal;
  /** Called after a synth with the assembly that the platform serves from then on. */
  readonly onAssembly: (directory: string) => void;
}

/** Reloads a project into a running platform. */
export interface ProjectReloader {
  /** Reloads after a change of these files: bundles the handlers when only handlers changed, otherwise builds and synthesizes. */
  reload(files: readonly string[]): Promise<void>;
  /** Ends the bundlers and removes what was written. */
  end(): Promise<void>;
}

export function createProjectReloader(
  project: LoadedProject,
  host: Host,
  { platform, stage, port, signal, assembly, onAssembly }: ProjectReloaderOptions,
): ProjectReloader {
  const directory = join(project.stateDirectory, 'live', String(port));
  /** The assets of the base assembly with new bundles. */
  const changed = new Map<string, string>();
  let base = assembly;
  let count = 0;
  let warming = warm(Promise.resolve(project.handlers));

  async function warm(known: Promise<LoadedProject['handlers']>): Promise<WarmBundles | undefined> {
    const output = join(directory, `bundles-${count++}`);
    const synthesized = base;
    try {
      const handlers = await known;
      const source = { root: project.root, ...(handlers && { handlers }) };
      return await warmBundles(source, { assembly: synthesized, directory: output });
    } catch {
      // Without bundles every change is a synth: slower, with the same result.
      return undefined;
    }
  }

  async function reloadHandlers(bundles: WarmBundles, routeNames: readonly string[]): Promise<void> {
    for (const [asset, bundle] of await bundles.rebuild(routeNames)) changed.set(asset, bundle);
    const output = join(directory, `assembly-${count++}`);
    writeLiveAssembly(base, output, changed);
    await platform.reload({ assembly: output });
  }

  async function synthesize(bundles: WarmBundles | undefined): Promise<void> {
    const served = (): string[] => servedAssemblies(project.stateDirectory, host);
    const { directory: synthesized } = await ensureLocalAssembly(project, host, { stage, signal, served });
    await platform.reload({ assembly: synthesized });
    onAssembly(synthesized);
    changed.clear();
    base = synthesized;
    await bundles?.dispose();
    warming = warm(handlersNow(project, host, signal));
  }

  return {
    reload: async (files) => {
      const bundles = await warming;
      const routeNames = bundles?.handlersOf(files);
      if (bundles && routeNames) await reloadHandlers(bundles, routeNames);
      else await synthesize(bundles);
    },
    end: async () => {
      await (await warming)?.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
