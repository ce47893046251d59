import { resolve } from 'node:path';
import { lockHolder, tryFileLock } from '../host/file-lock.ts';
import type { Host } from '../host/host.ts';
import { listNames } from '../host/list-names.ts';
import { portDirectory } from '../run/state-files.ts';
import { CliError } from '../shell/cli-error.ts';

export interface DataDirectory {
  /** Absolute. */
  readonly directory: string;
  /** Lets another platform use it. */
  release(): void;
}

/** What a platform creates in its data directory. */
const platformNames = new Set(['code', 'pools', 'tables']);

/**
 * The directory of a platform's tables and keys: that of its port, which no other platform uses, or the one of `--data`,
 * which one platform at a time may use.
 *
 * @throws {CliError} when another platform uses it, or when it contains other files
 */
export function claimDataDirectory(
  host: Pick<Host, 'cwd' | 'pid' | 'isAlive'>,
  {
    data,
    port,
    stateDirectory,
  }: { readonly data: string | undefined; readonly port: number; readonly stateDirectory: string },
): DataDirectory {
  if (data === undefined) return { directory: portDirectory(stateDirectory, port), release: () => undefined };
  const directory = resolve(host.cwd, data);
  const otherNames = listNames(directory).filter((name) => !platformNames.has(name));
  if (otherNames.length > 0) throw hasOtherFiles(data, otherNames);
  const release = tryFileLock(`${directory}.lock`, host);
  if (release !== undefined) return { directory, release };
  throw new CliError({
    what: 'Another platform uses this data',
    given: `--data ${data}, which process ${lockHolder(`${directory}.lock`) ?? '(unknown)'} uses`,
    allowed: 'one platform per directory',
    remedy: 'Stop that platform, or name another directory',
  });
}

// The directory becomes private, and `--fresh` deletes what is in it.
const hasOtherFiles = (data: string, names: readonly string[]): CliError =>
  new CliError({
    what: 'The directory of --data contains other files',
    given: `--data ${data}, with ${names.slice(0, 3).join(', ')}`,
    allowed: 'a new or empty directory, or one that a platform created',
    remedy: 'Name a directory that is used for nothing else',
  });
