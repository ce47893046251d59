import { resolve } from 'node:path';
import { CliError } from '../cli-error.ts';
import { holderOf, tryLock } from '../file-lock.ts';
import type { Host } from '../host.ts';
import { portDirectory } from '../state-files.ts';

export interface DataDirectory {
  /** Absolute. */
  readonly directory: string;
  /** Lets another platform have it. */
  release(): void;
}

/**
 * Where a platform keeps tables and keys: the directory of its port, which nobody else has, or one that is named, for
 * one platform at a time.
 *
 * @throws {CliError} when another platform has it
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
  const release = tryLock(`${directory}.lock`, host);
  if (release !== undefined) return { directory, release };
  throw new CliError({
    what: 'Another platform has this data',
    given: `--data ${data}, which process ${holderOf(`${directory}.lock`) ?? '(unknown)'} uses`,
    allowed: 'one platform per directory',
    remedy: 'Stop that one, or name another directory',
  });
}
