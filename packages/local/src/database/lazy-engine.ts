import type { Tables } from './checks/database-request.ts';
import type { Engine } from './engine.ts';

/**
 * An engine that is loaded and opened when it is first needed: an assembly without tables starts without it.
 *
 * @param tables as `openEngine` takes them
 * @param path as `openEngine` takes it; its errors reject the first call
 */
export function createLazyEngine(tables: Tables, path?: string): Engine {
  let opening: Promise<Engine> | undefined;
  let owner: Parameters<Engine['setOwner']> | undefined;
  const open = async (): Promise<Engine> => {
    const { openEngine } = await import('./engine.ts');
    return openEngine(tables, path);
  };
  const opened = async (): Promise<Engine> => {
    opening ??= open();
    const engine = await opening;
    if (owner) engine.setOwner(...owner);
    return engine;
  };
  return {
    run: async (operation, parameters) => (await opened()).run(operation, parameters),
    transactWrite: async (actions) => (await opened()).transactWrite(actions),
    transactGet: async (actions) => (await opened()).transactGet(actions),
    setOwner: (...given) => {
      owner = given;
    },
    forgetTable: async (tableName) => (await opened()).forgetTable(tableName),
    clear: async () => (await opened()).clear(),
    close: async () => {
      const engine = await opening?.catch(() => undefined);
      await engine?.close();
    },
  };
}
