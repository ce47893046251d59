import type { Host } from '../host/host.ts';
import { findProjectRoot, type LoadedProject, loadProject } from '../project/load-project.ts';
import { stateDirectoryIn } from '../project/state-directory.ts';
import { CliError } from '../shell/cli-error.ts';
import type { RunState } from './run-state.ts';
import { readStoredRun, readStoredRuns } from './state-files.ts';

/** A running platform, and the project that it serves. */
export interface FoundRun {
  readonly run: RunState;
  /** `undefined` when the platform serves a template, which has no contract. */
  readonly project: LoadedProject | undefined;
}

/**
 * The running platform that a command uses: that of `--port`, or the last started. It is searched in `.scopegate` of the
 * working directory, then in that of the project. Other directories above are not searched: a record there may be another
 * user's, and tokens would be sent to its addresses.
 *
 * Checked: that its process is running. Not checked: that it answers.
 *
 * @throws {CliError} when there is none, or its process has ended
 */
export async function findRun(
  host: Pick<Host, 'cwd' | 'isAlive' | 'importModule'>,
  port: number | undefined,
): Promise<FoundRun> {
  const run = findRunIn(stateDirectories(host), host, port);
  const isProject = run.served !== 'template' && findProjectRoot(host.cwd) !== undefined;
  return { run, project: isProject ? await loadProject(host) : undefined };
}

/**
 * The running platform of the project, for a command that needs its contract.
 *
 * @throws {CliError} as {@link findRun}, and when that platform serves a template
 */
export function findContractRun(
  { stateDirectory }: Pick<LoadedProject, 'stateDirectory'>,
  host: Pick<Host, 'isAlive'>,
  { command, port }: { readonly command: string; readonly port: number | undefined },
): RunState {
  const run = findRunIn([stateDirectory], host, port);
  if (run.served !== 'template') return run;
  throw new CliError({
    what: `"${command}" needs a contract, and a template has none`,
    given: `the platform of port ${run.port}, which serves ${run.assembly}`,
    allowed: 'a platform that serves the project (scopegate start, without a path)',
    remedy: 'Name its --port. For a template use call and trace',
  });
}

const stateDirectories = ({ cwd }: Pick<Host, 'cwd'>): readonly string[] => {
  const root = findProjectRoot(cwd);
  return [...new Set([cwd, ...(root === undefined ? [] : [root])])].map(stateDirectoryIn);
};

/** As {@link findRun}, in these directories. */
export function findRunIn(
  directories: readonly string[],
  { isAlive }: Pick<Host, 'isAlive'>,
  port: number | undefined,
): RunState {
  const stored = directories.flatMap((directory) => readStoredRun(directory, port) ?? []);
  const alive = stored.find(({ pid }) => isAlive(pid));
  if (alive !== undefined) return alive;
  const [run] = stored;
  const others = directories.flatMap(readStoredRuns).filter((other) => isAlive(other.pid));
  throw new CliError({
    what: run === undefined ? 'No local platform is recorded' : 'The local platform has ended',
    given: givenPlatform(run, port),
    allowed:
      others.length === 0
        ? 'a running platform; there is none'
        : others.map((other) => `--port ${other.port}`).join(', '),
    remedy:
      others.length === 0 ? `Start one: ${startCommand(port)}` : `Name that port, or start: ${startCommand(port)}`,
  });
}

function givenPlatform(run: RunState | undefined, port: number | undefined): string {
  if (run !== undefined) return `port ${run.port}, process ${run.pid}, which ended without removing its record`;
  return port === undefined ? 'no --port' : `--port ${port}`;
}

const startCommand = (port: number | undefined): string =>
  `scopegate start [template]${port === undefined ? '' : ` --port ${port}`}`;
