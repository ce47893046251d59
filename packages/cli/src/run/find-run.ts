import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { findProjectRoot, type LoadedProject, loadProject } from '../project/load-project.ts';
import { CliError } from '../shell/cli-error.ts';
import type { RunState } from './run-state.ts';
import { readStoredRun, readStoredRuns } from './state-files.ts';

/** A running platform, and the project that it serves. */
export interface FoundRun {
  readonly run: RunState;
  /** Absent where a template is served, which has no contract. */
  readonly project: LoadedProject | undefined;
}

type Machine = Pick<Host, 'cwd' | 'isAlive' | 'importModule'>;

/**
 * The running platform a command speaks to: that of `--port`, or the last started. It is looked for in `.scopegate` of
 * the working directory, then of the project around it. No other directory above is looked into: what another user wrote
 * there would be told tokens.
 *
 * Checked: that its process lives. Not checked: that it answers.
 *
 * @throws {CliError} when there is none, or its process is gone
 */
export async function findRun(host: Machine, port: number | undefined): Promise<FoundRun> {
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
    remedy: 'Name its --port; what a template answers, call and trace show',
  });
}

const stateDirectories = ({ cwd }: Pick<Host, 'cwd'>): readonly string[] => {
  const root = findProjectRoot(cwd);
  return [...new Set([cwd, ...(root === undefined ? [] : [root])])].map((directory) => join(directory, '.scopegate'));
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
    what: run === undefined ? 'No local platform is written down' : 'The local platform is gone',
    given: given(run, port),
    allowed:
      others.length === 0
        ? 'a running platform; there is none'
        : others.map((other) => `--port ${other.port}`).join(', '),
    remedy:
      others.length === 0 ? `Start one: ${startCommand(port)}` : `Name that port, or start: ${startCommand(port)}`,
  });
}

function given(run: RunState | undefined, port: number | undefined): string {
  if (run !== undefined) return `port ${run.port}, process ${run.pid}, which ended without taking its record with it`;
  return port === undefined ? 'no --port' : `--port ${port}`;
}

const startCommand = (port: number | undefined): string =>
  `scopegate start [template]${port === undefined ? '' : ` --port ${port}`}`;
