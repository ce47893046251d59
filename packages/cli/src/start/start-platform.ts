import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Platform, PlatformOptions } from '@scopegate/local';
import type { PlatformModule } from '../host/host.ts';
import type { Interruption } from '../host/interruption.ts';
import { makePrivateDirectory } from '../run/state-files.ts';
import { CliError } from '../shell/cli-error.ts';
import { portTaken } from './port-taken.ts';
import { TemplateRefusal } from './template-refusal.ts';

interface Starting {
  /** The template as the user names it. */
  readonly shown: string;
  readonly interruption: Pick<Interruption, 'signal' | 'listen' | 'end'>;
}

/**
 * Starts the platform in a private directory. When that fails, a new directory is removed again. Signals are listened for
 * as soon as the assembly is read, not before: one that comes while it is read ends the process.
 *
 * @throws {TemplateRefusal} for a template that cannot be run, or has no API
 * @throws {CliError} for a port that is taken, and for any other reason that the platform gives
 */
export async function startPlatformIn(
  { startPlatform, TemplateError, PortInUseError }: PlatformModule,
  options: PlatformOptions,
  { shown, interruption }: Starting,
): Promise<Platform> {
  interruption.signal.throwIfAborted();
  const existed = existsSync(options.stateDirectory);
  makePrivateDirectory(options.stateDirectory);
  try {
    interruption.end();
    const platform = await startPlatform({ ...options, onRead: interruption.listen });
    interruption.listen();
    return await requireApis(platform, shown);
  } catch (error) {
    if (!existed) removeCreated(options.stateDirectory);
    if (error instanceof PortInUseError) throw portTaken(error.port);
    if (error instanceof TemplateError) throw new TemplateRefusal(shown, error.faults);
    if (isPlainError(error)) throw startRefused(error.message, shown);
    throw error;
  }
}

/** Removes the directory, and its parent when that is empty. */
function removeCreated(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  try {
    rmdirSync(dirname(directory));
  } catch {
    // The parent is not empty.
  }
}

async function requireApis(platform: Platform, shown: string): Promise<Platform> {
  if (platform.apis.length > 0) return platform;
  await platform.close();
  throw new TemplateRefusal(shown, [
    {
      rule: 'no-http-api',
      where: { path: shown },
      what: 'It has no HTTP API (AWS::ApiGatewayV2::Api, or HttpApi events of AWS::Serverless::Function)',
      remedy: 'Give the template or the stack that has it. REST APIs (v1) and function URLs are not run.',
    },
  ]);
}

// A plain Error of the library is a message for the user. Anything else, such as a TypeError, is a defect.
const isPlainError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Error' && !('code' in error);

const startRefused = (message: string, shown: string): CliError =>
  new CliError({
    what: 'The platform could not be started',
    given: `${shown}: ${message.trimEnd().replace(/\.$/, '')}`,
    allowed: 'as the message says',
    remedy: 'Correct that, and start again',
  });
