import type { Host } from '../host/host.ts';
import { expectedMatrix } from '../matrix/expected-matrix.ts';
import { chooseStage } from '../project/choose-stage.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { ensureLocalAssembly } from '../project/local-assembly.ts';
import { servedAssemblies } from '../run/served-assemblies.ts';
import { CliError } from '../shell/cli-error.ts';
import { invocation } from '../shell/invocation.ts';
import { paintFor } from '../shell/paint.ts';
import { reloadProject } from '../watch/reload-project.ts';
import { projectScreen } from './project-screen.ts';
import { type ServedPlatform, serve } from './serve.ts';
import type { StartOptions } from './start-options.ts';
import { startPlatformIn } from './start-platform.ts';
import { withSession } from './start-session.ts';

/**
 * Builds, synthesizes and serves a stage of the project until a signal comes, then stops the platform.
 *
 * @returns the exit code
 * @throws {CliError} when it cannot serve; nothing is left behind then
 */
export async function startProject(project: LoadedProject, host: Host, options: StartOptions): Promise<number> {
  if (options.stack !== undefined) throw stackOfProject(options.stack);
  const stage = chooseStage(project, options.stage);
  const stack = project.app.stack(stage);
  const { stateDirectory } = project;
  return await withSession(host, { stateDirectory, options }, async (session) => {
    const { module, requested, port, dataDirectory, interruption } = session;
    const { signal } = interruption;
    interruption.listen();
    const { directory: assembly } = await ensureLocalAssembly(project, host, {
      stage,
      signal,
      served: () => servedAssemblies(stateDirectory, host),
    });
    const all = { ...requested, assembly, stack, port, stateDirectory: dataDirectory };
    const platform = await startPlatformIn(module, all, { shown: `Stack ${stack}`, interruption });
    const watch: ServedPlatform['watch'] = (publish) =>
      reloadProject(project, host, { platform, stage, port, assembly, signal, onAssembly: publish });
    return await serve(host, {
      platform,
      port,
      stateDirectory,
      served: 'project',
      assembly,
      identities: requested.identities ?? [],
      interruption,
      json: options.json ?? false,
      screen: () => screenOf(project, host, platform),
      watch: options.watch === false ? undefined : watch,
    });
  });
}

const screenOf = (project: LoadedProject, host: Host, platform: ServedPlatform['platform']): string =>
  projectScreen({
    platform,
    matrix: expectedMatrix(project.contract, project.clients),
    defaultClient: project.defaultClient,
    paint: paintFor(host.stderr),
    typed: (command) => invocation(command, host),
  });

const stackOfProject = (stacks: readonly string[]): CliError =>
  new CliError({
    what: 'The stack of the project follows from its stage',
    given: `--stack ${stacks.join(' --stack ')}, and no path`,
    allowed: '--stage of the project, or a path with --stack',
    remedy: 'Leave --stack out, or give the assembly: scopegate start cdk.out --stack NAME',
  });
