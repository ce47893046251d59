import type { Host } from '../host/host.ts';
import { readStoredRun } from '../run/state-files.ts';
import { portTaken } from './start-platform.ts';

/**
 * The port to listen on. Asked before a build, and before a state directory is touched that a running platform may be
 * using.
 *
 * @param port 0: any free one
 * @throws {CliError} when it is taken
 */
export async function choosePort(stateDirectory: string, host: Host, port: number): Promise<number> {
  if (port === 0) return await host.freePort();
  if (await host.isPortFree(port)) return port;
  const run = readStoredRun(stateDirectory, port);
  throw portTaken(port, run !== undefined && host.isAlive(run.pid) ? run.pid : undefined);
}
