import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Platform, PlatformOptions } from '@scopegate/local';
import type { PlatformModule } from '../host/host.ts';
import { makePrivateDirectory } from '../run/state-files.ts';
import { CliError } from '../shell/cli-error.ts';
import { TemplateRefusal } from './template-refusal.ts';

/**
 * Starts the platform in a private directory, and leaves none behind when that fails.
 *
 * @param shown the template as the user names it
 * @throws {TemplateRefusal} for a template that cannot be run, or has no API
 * @throws {CliError} for a port that is taken, and for what else the platform refuses in words
 */
export async function startPlatformIn(
  { startPlatform, TemplateError, PortInUseError }: PlatformModule,
  options: PlatformOptions,
  shown: string,
): Promise<Platform> {
  const existed = existsSync(options.stateDirectory);
  makePrivateDirectory(options.stateDirectory);
  try {
    return await servingApis(await startPlatform(options), shown);
  } catch (error) {
    if (!existed) removeMade(options.stateDirectory);
    if (error instanceof PortInUseError) throw portTaken(error.port);
    if (error instanceof TemplateError) throw new TemplateRefusal(shown, error.faults);
    if (isPlainError(error)) throw refused(error.message, shown);
    throw error;
  }
}

/** The directory, and the one around it when nothing else is in it. */
function removeMade(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  try {
    rmdirSync(dirname(directory));
  } catch {
    // Something is in it: it is not ours alone.
  }
}

async function servingApis(platform: Platform, shown: string): Promise<Platform> {
  if (platform.apis.length > 0) return platform;
  await platform.close();
  throw new TemplateRefusal(shown, [
    {
      path: shown,
      reason: 'It has no HTTP API (AWS::ApiGatewayV2::Api, or HttpApi events of AWS::Serverless::Function)',
      remedy: 'Give the template or the stack that has it. REST APIs (v1) and function URLs are not run.',
    },
  ]);
}

/** Somebody listens there already. */
export const portTaken = (port: number, pid?: number): CliError =>
  new CliError({
    what: `Port ${port} is taken`,
    given: pid === undefined ? `--port ${port}` : `--port ${port}, which the platform of process ${pid} serves`,
    allowed: 'a port of 127.0.0.1 that nobody listens on',
    remedy: 'Name another with --port (0: any free one), or stop what listens there',
  });

// What the library throws on purpose is a plain Error with a sentence; a defect is a TypeError or worse.
const isPlainError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Error' && !('code' in error);

const refused = (message: string, shown: string): CliError =>
  new CliError({
    what: 'The platform could not be started',
    given: `${shown}: ${message.trimEnd().replace(/\.$/, '')}`,
    allowed: 'what its own words say',
    remedy: 'Mend that, and start again',
  });
