import type { FunctionFiles } from './function-files.ts';
import { readOnly } from './read-only.ts';

/**
 * Leads the databases of `node:sqlite`, which open files by themselves, to the function's own files. One that may not be
 * written is opened for reading, as SQLite does on a read-only file system. To be called before the module is first used:
 * loading it warns that it is experimental.
 */
export function confineDatabases(files: FunctionFiles): void {
  const sqlite = process.getBuiltinModule('node:sqlite');
  const { DatabaseSync, backup } = sqlite;
  class OwnDatabaseSync extends DatabaseSync {
    constructor(path: string, options: ConstructorParameters<typeof DatabaseSync>[1] = {}) {
      const isFile =
        typeof path === 'string' && path !== '' && !path.startsWith(':memory:') && !path.startsWith('file:');
      const real = isFile ? files.locate(path) : path;
      if (!isFile || files.isWritable(real)) super(real, options);
      else if (files.exists(real)) super(real, { ...options, readOnly: true });
      else throw readOnly('open', [path]);
    }
  }
  Object.defineProperty(OwnDatabaseSync, 'name', { value: 'DatabaseSync' });
  const ownBackup: typeof backup = (database, path, ...options) => {
    const real = files.locate(String(path));
    return files.isWritable(real)
      ? backup(database, real, ...options)
      : Promise.reject(readOnly('open', [String(path)]));
  };
  Object.assign(sqlite, { DatabaseSync: OwnDatabaseSync, backup: ownBackup });
}
