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
import batchGetItemRules from 'dynalite/validations/batchGetItem.js';
import batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import createTableRules from 'dynalite/validations/createTable.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import describeTableRules from 'dynalite/validations/describeTable.js';
import getItemRules from 'dynalite/validations/getItem.js';
import listTablesRules from 'dynalite/validations/listTables.js';
import putItemRules from 'dynalite/validations/putItem.js';
import queryRules from 'dynalite/validations/query.js';
import scanRules from 'dynalite/validations/scan.js';
import updateItemRules from 'dynalite/validations/updateItem.js';

/** What dynalite leaves out of `Scan`: that consistent reads may be asked for, and how many segments there are at most. */
const scanTypes = {
  ...scanRules.types,
  ConsistentRead: 'Boolean',
  Segment: { type: 'Integer', greaterThanOrEqual: 0, lessThanOrEqual: 999_999 },
  TotalSegments: { type: 'Integer', greaterThanOrEqual: 1, lessThanOrEqual: 1_000_000 },
};

/** dynalite's implementation of each operation, and the types of its parameters. */
export const actionNames = {
  BatchGetItem: { run: batchGetItem, types: batchGetItemRules.types },
  BatchWriteItem: { run: batchWriteItem, types: batchWriteItemRules.types },
  CreateTable: { run: createTable, types: createTableRules.types },
  DeleteItem: { run: deleteItem, types: deleteItemRules.types },
  DescribeTable: { run: describeTable, types: describeTableRules.types },
  GetItem: { run: getItem, types: getItemRules.types },
  ListTables: { run: listTables, types: listTablesRules.types },
  PutItem: { run: putItem, types: putItemRules.types },
  Query: { run: query, types: queryRules.types },
  Scan: { run: scan, types: scanTypes },
  UpdateItem: { run: updateItem, types: updateItemRules.types },
};

/** An operation that dynalite has. */
export type EngineOperation = keyof typeof actionNames;
