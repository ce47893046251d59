import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../host/file-lock.ts';
import type { Host } from '../host/host.ts';
import { buildAssembly } from './build-assembly.ts';
import { buildLockFile } from './build-lock.ts';
import { offlineEnvironment } from './cdk-command.ts';
import { inputDigest } from './input-digest.ts';
import type { LoadedProject } from './load-project.ts';

export interface LocalAssembly {
  /** Absolute: a cloud assembly. */
  readonly directory: string;
  /** Whether it was built earlier, from the same inputs. */
  readonly reused: boolean;
}

export interface LocalAssemblyOptions {
  readonly stage: string;
  readonly signal?: AbortSignal | undefined;
  /** The assemblies that running platforms serve. They are kept, even when they are out of date. */
  readonly served: () => readonly string[];
}

/**
 * The assembly of a stage for the local platform, built only when its inputs have changed. Each assembly has a directory
 * of its own, named by the digest of its inputs: a new one does not replace the files that a running platform serves.
 *
 * @throws {CliError} when build or synth fail
 */
export async function ensureLocalAssembly(
  project: LoadedProject,
  host: Host,
  { stage, signal, served }: LocalAssemblyOptions,
): Promise<LocalAssembly> {
  const parent = join(project.stateDirectory, 'assembly');
  const digest = await inputDigest({ root: project.root, globs: project.inputs, facts: digestFacts(project, stage) });
  const directory = join(parent, `${stage}-${digest.slice(0, 16)}`);
  const isBuilt = (): boolean => existsSync(join(directory, 'manifest.json'));
  if (isBuilt()) return { directory, reused: true };
  return await withFileLock({ file: buildLockFile(project), signal }, host, async () => {
    if (isBuilt()) return { directory, reused: true };
    mkdirSync(parent, { recursive: true });
    const output = `${directory}.new`;
    rmSync(output, { recursive: true, force: true });
    try {
      const env = offlineEnvironment(host.env);
      await buildAssembly(project, host, {
        stage,
        output,
        env,
        synthArgs: ['--no-lookups', '--context', 'scopegate:source-maps=true'],
        signal,
      });
      rmSync(directory, { recursive: true, force: true });
      renameSync(output, directory);
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
    removeOutdated(parent, { stage, kept: [directory, ...served()] });
    return { directory, reused: false };
  });
}

const digestFacts = ({ app, build }: LoadedProject, stage: string): string[] => [
  'assembly 1',
  process.version,
  stage,
  app.directory,
  app.stack(stage),
  JSON.stringify(build ?? []),
];

function removeOutdated(
  parent: string,
  { stage, kept }: { readonly stage: string; readonly kept: readonly string[] },
): void {
  const ofStage = new RegExp(`^${stage}-[0-9a-f]{16}$`);
  for (const name of readdirSync(parent).filter((candidate) => ofStage.test(candidate))) {
    const directory = join(parent, name);
    if (!kept.includes(directory)) rmSync(directory, { recursive: true, force: true });
  }
}
