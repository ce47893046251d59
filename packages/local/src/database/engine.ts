import db, { type Store } from 'dynalite/db/index.js';
import type { UncheckedObject } from '../runtime/index.ts';
import type { Tables } from './checks/database-request.ts';
import { type DynamoDbError, isDynamoDbError } from './dynamodb-error.ts';
import type { EngineOperation } from './engine-actions.ts';
import { checkAction, runAction } from './run-action.ts';
import { actionRefusal, tableRefusal } from './table-refusal.ts';
import { transactGet } from './transact-get.ts';
import { transactWrite } from './transact-write.ts';
import type { TransactionAction } from './transaction-action.ts';
import { isItemWrite, writeItem } from './write-item.ts';
import { createWriteLock, type WriteLock } from './write-lock.ts';

/** dynalite without its HTTP server: nothing listens, so the front cannot be bypassed. */
export interface Engine {
  /** Never rejects: what goes wrong is an error answer. */
  run(operation: EngineOperation, parameters: UncheckedObject): Promise<UncheckedObject | DynamoDbError>;
  /** As {@link Engine.run}, for `TransactWriteItems`: all actions or none, on disk too. */
  transactWrite(actions: readonly TransactionAction[]): Promise<UncheckedObject | DynamoDbError>;
  /** As {@link Engine.run}, for `TransactGetItems`: items as they were at one moment. */
  transactGet(actions: readonly TransactionAction[]): Promise<UncheckedObject | DynamoDbError>;
  /** Goes into the ARNs of tables that are created from now on. */
  setOwner(region: string, accountId: string): void;
  /** Forgets a table's definition; its items, if any, stay unreachable. */
  forgetTable(tableName: string): Promise<void>;
  /** Empties everything: tables, items, indexes. */
  clear(): Promise<void>;
  /** Waits for what runs, then closes the store. */
  close(): Promise<void>;
}

/**
 * Opens the store.
 *
 * @param tables those that exist for callers; read on every request
 * @param path a directory for LevelDB; in memory when omitted
 * @throws Error when the directory cannot be opened, most often because another database has it open
 */
export async function openEngine(tables: Tables, path?: string): Promise<Engine> {
  const store = db.create({ ...(path !== undefined && { path }), createTableMs: 0 });
  try {
    await store.db.open();
  } catch (cause) {
    const message =
      `The database in ${path ?? 'memory'} cannot be opened. Allowed: a directory that can be written, and that no ` +
      'other running platform has open. Stop that one, or choose another directory.';
    throw new Error(message, { cause });
  }
  return toEngine({ store, tables, lock: createWriteLock() });
}

interface EngineParts {
  readonly store: Store;
  readonly tables: Tables;
  readonly lock: WriteLock;
}

function toEngine(parts: EngineParts): Engine {
  const { store, lock } = parts;
  return {
    run: (operation, parameters) => run(parts, operation, parameters),
    transactWrite: (actions) => lock.exclusive(() => transactWrite(parts, actions)),
    transactGet: (actions) => lock.exclusive(() => transactGet(parts, actions)),
    setOwner: (region, accountId) => {
      store.tableDb.awsRegion = region;
      store.tableDb.awsAccountId = accountId;
    },
    forgetTable: (tableName) =>
      new Promise((resolve, reject) => {
        store.tableDb.del(tableName, (error) => (error ? reject(error) : resolve()));
      }),
    clear: () => store.db.clear(),
    close: () => store.lifecycleManager.gracefulClose(),
  };
}

async function run(
  { store, tables, lock }: EngineParts,
  operation: EngineOperation,
  parameters: UncheckedObject,
): Promise<UncheckedObject | DynamoDbError> {
  const checked = checkAction(operation, parameters);
  if (isDynamoDbError(checked)) return checked;
  const refusal = tableRefusal(checked, tables) ?? actionRefusal(checked, tables);
  if (refusal !== undefined) return refusal;
  if (isItemWrite(operation)) return lock.shared(() => writeItem({ store, tables }, checked, parameters));
  return operation === 'BatchWriteItem' ? lock.shared(() => runAction(store, checked)) : runAction(store, checked);
}
