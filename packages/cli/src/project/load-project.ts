import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import { errorCode } from '../shell/error-code.ts';
import { messageOf } from '../shell/error-message.ts';
import { isRecord } from '../shell/json.ts';
import type { Project } from './project.ts';
import { stateDirectoryIn } from './state-directory.ts';

/** The name of the configuration. It is searched in the working directory and the directories above. */
export const configFile = 'scopegate.config.ts';

/** A project, and its directories. */
export interface LoadedProject extends Project {
  /** Absolute: the directory of the configuration. */
  readonly root: string;
  /** Absolute: the directory of runs and assemblies. Not for version control. */
  readonly stateDirectory: string;
}

/**
 * Finds and imports `scopegate.config.ts`.
 *
 * @param advice for the message when there is none: what the user can do instead
 * @throws {CliError} when there is none, or it does not load
 */
export async function loadProject(
  { cwd, importModule }: Pick<Host, 'cwd' | 'importModule'>,
  advice = 'This command reads its contract',
): Promise<LoadedProject> {
  const root = findProjectRoot(cwd);
  if (root === undefined) {
    throw new CliError({
      what: `There is no ${configFile}`,
      given: `${cwd} and the directories above it`,
      allowed: 'a directory of a project that has one',
      remedy: `${advice}. Go there, or write ${configFile}: its default export is defineProject({ ... }) of @scopegate/cli`,
    });
  }
  const project = await importProject(join(root, configFile), importModule);
  return { ...project, root, stateDirectory: stateDirectoryIn(root) };
}

/** The directory of the configuration: this one, or the nearest above that has it. */
export function findProjectRoot(directory: string): string | undefined {
  if (existsSync(join(directory, configFile))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : findProjectRoot(parent);
}

async function importProject(file: string, importModule: Host['importModule']): Promise<Project> {
  let module: unknown;
  try {
    module = await importModule(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw unusableConfig(file, messageOf(error), remedyOf(error));
  }
  const project = isRecord(module) ? module['default'] : undefined;
  if (isProject(project)) return project;
  throw unusableConfig(file, 'a default export that did not come from defineProject');
}

const remedyOf = (error: unknown): string | undefined =>
  /^ERR_(MODULE_NOT_FOUND|UNSUPPORTED_DIR_IMPORT)$/.test(errorCode(error) ?? '')
    ? 'Correct the path of the import, and write it with its extension: ./src/contract.ts'
    : undefined;

const unusableConfig = (
  file: string,
  given: string,
  remedy = 'Correct the file; if it imports what a build generates, run the build first',
): CliError =>
  new CliError({
    what: `${file} cannot be used`,
    given,
    allowed: 'a module whose default export is defineProject({ ... }) of @scopegate/cli',
    remedy,
  });

const isProject = (value: unknown): value is Project =>
  isRecord(value) &&
  isRecord(value['contract']) &&
  Array.isArray(value['clients']) &&
  typeof value['defaultClient'] === 'string' &&
  isRecord(value['app']) &&
  Array.isArray(value['inputs']);
