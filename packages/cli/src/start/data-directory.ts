import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { holderOf, tryLock } from '../host/file-lock.ts';
import type { Host } from '../host/host.ts';
import { portDirectory } from '../run/state-files.ts';
import { CliError } from '../shell/cli-error.ts';

export interface DataDirectory {
  /** Absolute. */
  readonly directory: string;
  /** Lets another platform have it. */
  release(): void;
}

/** What a platform makes there. */
const ours = new Set(['code', 'pools', 'tables']);

/**
 * Where a platform keeps tables and keys: the directory of its port, which nobody else has, or one that is named, for
 * one platform at a time.
 *
 * @throws {CliError} when another platform has it, or it holds other things
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
  const strangers = namesIn(directory).filter((name) => !ours.has(name));
  if (strangers.length > 0) throw notOurs(data, strangers);
  const release = tryLock(`${directory}.lock`, host);
  if (release !== undefined) return { directory, release };
  throw new CliError({
    what: 'Another platform has this data',
    given: `--data ${data}, which process ${holderOf(`${directory}.lock`) ?? '(unknown)'} uses`,
    allowed: 'one platform per directory',
    remedy: 'Stop that one, or name another directory',
  });
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

// It becomes private, and `--fresh` empties what is in it.
const notOurs = (data: string, strangers: readonly string[]): CliError =>
  new CliError({
    what: 'The directory of --data holds other things',
    given: `--data ${data}, with ${strangers.slice(0, 3).join(', ')}`,
    allowed: 'a new or empty directory, or one that a platform made',
    remedy: 'Name a directory of its own',
  });
