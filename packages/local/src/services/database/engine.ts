// Travels with the source: who compiles against it needs these types too.
/// <reference path="./dynalite.d.ts" />
import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import createTable from 'dynalite/actions/createTable.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import listTables from 'dynalite/actions/listTables.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import db, { type Store } from 'dynalite/db/index.js';
import batchGetItemRules from 'dynalite/validations/batchGetItem.js';
import batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import createTableRules from 'dynalite/validations/createTable.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import describeTableRules from 'dynalite/validations/describeTable.js';
import getItemRules from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import listTablesRules from 'dynalite/validations/listTables.js';
import putItemRules from 'dynalite/validations/putItem.js';
import queryRules from 'dynalite/validations/query.js';
import scanRules from 'dynalite/validations/scan.js';
import updateItemRules from 'dynalite/validations/updateItem.js';
import type { Operation } from './allow-list.ts';
import { type DynamoDbError, internalServerError, serializationException } from './dynamodb-error.ts';
import { expressionRefusal } from './expression-refusal.ts';
import { isJsonObject, type JsonObject } from './refusal.ts';

/** dynalite without its HTTP server: nothing listens, so nobody gets around the front. */
export interface Engine {
  /** Never rejects: what goes wrong is an error answer. */
  run(operation: Operation | 'CreateTable', parameters: JsonObject): Promise<JsonObject | DynamoDbError>;
  /** Goes into the ARNs of tables that are created from now on. */
  setOwner(region: string, accountId: string): void;
  /** Forgets a table's definition; its items, if any, stay unreachable. */
  forgetTable(tableName: string): Promise<void>;
  /** Empties everything: tables, items, indexes. */
  clear(): Promise<void>;
  /** Waits for what runs, then closes the store. */
  close(): Promise<void>;
}

const ACTIONS = {
  BatchGetItem: { run: batchGetItem, rules: batchGetItemRules },
  BatchWriteItem: { run: batchWriteItem, rules: batchWriteItemRules },
  CreateTable: { run: createTable, rules: createTableRules },
  DeleteItem: { run: deleteItem, rules: deleteItemRules },
  DescribeTable: { run: describeTable, rules: describeTableRules },
  GetItem: { run: getItem, rules: getItemRules },
  ListTables: { run: listTables, rules: listTablesRules },
  PutItem: { run: putItem, rules: putItemRules },
  Query: { run: query, rules: queryRules },
  Scan: { run: scan, rules: scanRules },
  UpdateItem: { run: updateItem, rules: updateItemRules },
};

/**
 * Opens the store.
 *
 * @param path a directory for LevelDB; in memory when omitted
 * @throws Error when the directory cannot be opened, most often because another database has it open
 */
export async function openEngine(path?: string): Promise<Engine> {
  const store = db.create({ ...(path !== undefined && { path }), createTableMs: 0 });
  try {
    await store.db.open();
  } catch (cause) {
    const message =
      `The database in ${path ?? 'memory'} cannot be opened. Allowed: a directory that can be written, and that no ` +
      'other running platform has open. Stop that one, or choose another directory.';
    throw new Error(message, { cause });
  }
  return toEngine(store);
}

function toEngine(store: Store): Engine {
  return {
    run: (operation, parameters) => run(store, operation, parameters),
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

async function run(store: Store, operation: keyof typeof ACTIONS, parameters: JsonObject) {
  const { run: action, rules } = ACTIONS[operation];
  const checked = validate(store, rules, parameters);
  if ('error' in checked) return checked.error;
  const refusal = expressionRefusal(checked.parameters);
  if (refusal !== undefined) return refusal;
  return new Promise<JsonObject | DynamoDbError>((resolve) => {
    action(store, checked.parameters, (error, result) => {
      if (error) resolve(toDynamoDbError(error) ?? internalServerError());
      else resolve(isJsonObject(result) ? result : {});
    });
  });
}

interface Rules {
  readonly types: object;
  readonly custom?: unknown;
}

function validate(store: Store, { types, custom }: Rules, parameters: JsonObject) {
  try {
    // It drops members of what it is given.
    const checked = validations.checkTypes(structuredClone(parameters), types);
    validations.checkValidations(checked, types, custom, store);
    return { parameters: checked };
  } catch (error) {
    // What is no error of DynamoDB's is dynalite stumbling over a null where a structure should be.
    return { error: toDynamoDbError(error) ?? serializationException() };
  }
}

/** dynalite throws errors with `statusCode` and `body`; the text is under `message` or, in some, `Message`. */
function toDynamoDbError(error: unknown): DynamoDbError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || !('body' in error)) return undefined;
  const { statusCode, body } = error;
  if (typeof statusCode !== 'number' || !isJsonObject(body)) return undefined;
  const message = body['message'] ?? body['Message'] ?? '';
  return { status: statusCode, body: { __type: String(body['__type']), message: String(message) } };
}
