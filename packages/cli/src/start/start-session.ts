import type { Host, PlatformModule } from '../host/host.ts';
import { type Interruption, watchInterruption } from '../host/interruption.ts';
import { removeRun } from '../run/state-files.ts';
import { choosePort } from './choose-port.ts';
import { claimDataDirectory } from './data-directory.ts';
import { type RequestedPlatform, requestedPlatform } from './requested-platform.ts';
import { defaultPort, type StartOptions } from './start-options.ts';

/** What every start prepares, before anything is built or started. */
export interface StartSession {
  readonly module: PlatformModule;
  readonly requested: RequestedPlatform;
  readonly port: number;
  /** Absolute: for tables and keys. */
  readonly dataDirectory: string;
  readonly interruption: Interruption;
}

/**
 * Reads the files of the options, chooses the port, claims the data directory, and prepares to listen for signals, which the
 * work begins and this ends.
 *
 * @throws {CliError} for options that cannot be used, a port that is taken, and a data directory in use
 */
export async function withSession(
  host: Host,
  { stateDirectory, options }: { readonly stateDirectory: string; readonly options: StartOptions },
  work: (session: StartSession) => Promise<number>,
): Promise<number> {
  const module = await host.loadPlatform();
  const requested = await requestedPlatform(host, options, module);
  const port = await choosePort(stateDirectory, host, options.port ?? defaultPort);
  const data = claimDataDirectory(host, { data: options.data, port, stateDirectory });
  const interruption = watchInterruption(host, () => removeRun(stateDirectory, { port, pid: host.pid }));
  try {
    return await work({ module, requested, port, dataDirectory: data.directory, interruption });
  } finally {
    interruption.end();
    data.release();
  }
}
