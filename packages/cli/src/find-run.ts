import { CliError } from './cli-error.ts';
import type { Host } from './host.ts';
import type { LoadedProject } from './load-project.ts';
import type { RunState } from './run-state.ts';
import { readStoredRun, readStoredRuns } from './state-files.ts';

/**
 * The running platform a command speaks to: that of `--port`, or the last started.
 *
 * Checked: that its process lives. Not checked: that it answers.
 *
 * @throws {CliError} when there is none, or its process is gone
 */
export function findRun(
  { stateDirectory }: Pick<LoadedProject, 'stateDirectory'>,
  { isAlive }: Pick<Host, 'isAlive'>,
  port: number | undefined,
): RunState {
  const run = readStoredRun(stateDirectory, port);
  if (run !== undefined && isAlive(run.pid)) return run;
  const others = readStoredRuns(stateDirectory).filter((other) => isAlive(other.pid));
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
  port === undefined ? 'scopegate start' : `scopegate start --port ${port}`;
