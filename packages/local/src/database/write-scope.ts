import type { ItemDb, Store, Write } from 'dynalite/db/index.js';
import type { UncheckedObject } from '../runtime/index.ts';
import type { DatabaseRequest, Item, Tables } from './checks/database-request.ts';
import { updatedItemFault } from './checks/updated-item.ts';
import { validationException } from './dynamodb-error.ts';
import { engineError } from './run-action.ts';

type Done = (error?: unknown) => void;

/** What actions run on. */
export interface ScopeParts {
  readonly store: Store;
  readonly tables: Tables;
}

/** One action of dynalite's, its writes held back. */
export interface WriteScope {
  /** What the action is given in place of the store. */
  readonly store: Store;
  /** Items and index entries, by their keys in the whole store. */
  readonly writes: readonly Write[];
  /** The item as the action found it: what its condition was checked against. */
  readonly found: UncheckedObject | undefined;
  /** The item's key in the whole store; undefined when the action was refused before it looked for the item. */
  readonly itemKey: string | undefined;
}

/**
 * Gives one action a store that reads as the real one and keeps what is written. dynalite writes index entries one by one,
 * then the item: with `flush` all of it becomes one batch at the end, which LevelDB stores whole or not at all. An item that
 * an update leaves and DynamoDB would not store fails the action.
 *
 * Only for actions on one item (`GetItem`, `PutItem`, `UpdateItem`, `DeleteItem`). Knows where dynalite 4.0.0 keeps what: all
 * tables are key ranges of one store.
 *
 * @param flush runs when the item is written. @default nothing is stored
 */
export function openWriteScope(
  { store, tables }: ScopeParts,
  request: DatabaseRequest,
  flush: (writes: readonly Write[], done: Done) => void = (_writes, done) => done(),
): WriteScope {
  const writes: Write[] = [];
  const scope = { writes, found: undefined, itemKey: undefined } as {
    -readonly [Key in keyof Omit<WriteScope, 'store'>]: WriteScope[Key];
  };
  const refuse = updateRefusal(request, tables);
  const heldBack = (db: ItemDb, prefix: string, written: (done: Done, item?: unknown) => void): ItemDb => ({
    put: (key, value, done) => {
      writes.push({ type: 'put', key: prefix + key, value });
      written(done, value);
    },
    del: (key, done) => {
      writes.push({ type: 'del', key: prefix + key });
      written(done);
    },
    get: (key, done) => {
      scope.itemKey = prefix + key;
      db.get(key, (error, value) => {
        scope.found = value;
        done(error, value);
      });
    },
    lock: (key, task) => db.lock(key, task),
  });
  const scoped: Store = {
    ...store,
    getItemDb: (table) =>
      heldBack(store.getItemDb(table), `item-${table}~`, (done, item) => {
        const refusal = item && refuse(item as Item);
        if (refusal) done(refusal);
        else flush(writes, done);
      }),
    getIndexDb: (type, table, index) =>
      heldBack(store.getIndexDb(type, table, index), `index-${type.toLowerCase()}~${table}~${index}~`, (done) =>
        done(),
      ),
  };
  return Object.assign(scope, { store: scoped });
}

/** Judges the item that an update leaves: what other writes store is in the request. */
function updateRefusal({ operation, parts }: DatabaseRequest, tables: Tables): (item: Item) => Error | undefined {
  const table = operation === 'UpdateItem' ? tables.get(parts[0]?.tableName ?? '') : undefined;
  return (item) => {
    const fault = table && updatedItemFault(item, table);
    return fault === undefined ? undefined : engineError(validationException(fault));
  };
}
