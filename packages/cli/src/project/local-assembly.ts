import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../host/file-lock.ts';
import type { Host } from '../host/host.ts';
import { readStoredRuns } from '../run/state-files.ts';
import { buildAssembly } from './build-assembly.ts';
import { offlineEnvironment } from './cdk-command.ts';
import { inputDigest } from './input-digest.ts';
import type { LoadedProject } from './load-project.ts';

export interface LocalAssembly {
  /** Absolute: a cloud assembly. */
  readonly directory: string;
  /** Whether it had been made before, from the same inputs. */
  readonly reused: boolean;
}

/**
 * The assembly of a stage for the local platform, made anew only when its inputs changed. Each is kept under the digest
 * of its inputs, so that a running platform never finds its functions' files replaced.
 *
 * @throws {CliError} when build or synth fail
 */
export async function ensureLocalAssembly(
  project: LoadedProject,
  host: Host,
  { stage, signal }: { readonly stage: string; readonly signal?: AbortSignal | undefined },
): Promise<LocalAssembly> {
  const parent = join(project.stateDirectory, 'assembly');
  const digest = await inputDigest({ root: project.root, globs: project.inputs, facts: factsOf(project, stage) });
  const directory = join(parent, `${stage}-${digest.slice(0, 16)}`);
  const isMade = (): boolean => existsSync(join(directory, 'manifest.json'));
  if (isMade()) return { directory, reused: true };
  return await withFileLock({ file: lockFile(project), signal }, host, async () => {
    if (isMade()) return { directory, reused: true };
    mkdirSync(parent, { recursive: true });
    const output = `${directory}.new`;
    rmSync(output, { recursive: true, force: true });
    try {
      const env = offlineEnvironment(host.env);
      await buildAssembly(project, host, { stage, output, env, synthArgs: ['--no-lookups'], signal });
      rmSync(directory, { recursive: true, force: true });
      renameSync(output, directory);
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
    removeOutdated(project, host, { stage, parent, keep: directory });
    return { directory, reused: false };
  });
}

/** One build at a time: all of them write the same bundles. */
export const lockFile = ({ stateDirectory }: Pick<LoadedProject, 'stateDirectory'>): string =>
  join(stateDirectory, 'build.lock');

const factsOf = ({ app, build }: LoadedProject, stage: string): string[] => [
  'assembly 1',
  process.version,
  stage,
  app.directory,
  app.stack(stage),
  JSON.stringify(build ?? []),
];

function removeOutdated(
  { stateDirectory }: LoadedProject,
  { isAlive }: Host,
  { stage, parent, keep }: { readonly stage: string; readonly parent: string; readonly keep: string },
): void {
  const served = readStoredRuns(stateDirectory)
    .filter(({ pid }) => isAlive(pid))
    .map(({ assembly }) => assembly);
  for (const name of readdirSync(parent)) {
    const directory = join(parent, name);
    const isOutdated = new RegExp(`^${stage}-[0-9a-f]{16}$`).test(name) && directory !== keep;
    if (isOutdated && !served.includes(directory)) rmSync(directory, { recursive: true, force: true });
  }
}
