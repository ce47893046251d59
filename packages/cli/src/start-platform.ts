import { existsSync, rmSync } from 'node:fs';
import type { Platform, PlatformOptions } from '@scopegate/local';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { PlatformModule } from './host.ts';
import { makePrivateDirectory } from './state-files.ts';

/**
 * Starts the platform in a private directory, and leaves none behind when that fails.
 *
 * @throws {CliError} exit code 3 for a template that cannot be run, 1 for a port that is taken
 */
export async function startPlatformIn(
  { startPlatform, TemplateError, PortInUseError }: PlatformModule,
  options: PlatformOptions,
): Promise<Platform> {
  const existed = existsSync(options.stateDirectory);
  makePrivateDirectory(options.stateDirectory);
  try {
    return await startPlatform(options);
  } catch (error) {
    if (!existed) rmSync(options.stateDirectory, { recursive: true, force: true });
    if (error instanceof PortInUseError) throw portTaken(error.port);
    if (error instanceof TemplateError) throw notRunnable(error.message, options.assembly);
    throw error;
  }
}

/** Somebody listens there already. */
export const portTaken = (port: number, pid?: number): CliError =>
  new CliError({
    what: `Port ${port} is taken`,
    given: pid === undefined ? `--port ${port}` : `--port ${port}, which the platform of process ${pid} serves`,
    allowed: 'a port of 127.0.0.1 that nobody listens on',
    remedy: 'Name another with --port (0: any free one), or stop what listens there',
  });

const notRunnable = (message: string, assembly: string): CliError =>
  new CliError({
    what: message.trimEnd().replace(/\.$/, ''),
    given: assembly,
    allowed: 'a template that can be run faithfully; nothing is left out in silence',
    remedy: 'Mend the stack as each line says',
    exitCode: exitCodes.template,
  });
