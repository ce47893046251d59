import type { Host } from '../host/host.ts';
import { readStoredRun } from '../run/state-files.ts';
import { portTaken } from './port-taken.ts';

/**
 * The port to listen on. It is chosen before anything is built, and before the directory of the port is changed, which a
 * running platform may use.
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
