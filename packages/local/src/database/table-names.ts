import type { Model } from '../model/index.ts';
import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, validationException } from './dynamodb-error.ts';

/** Where the tables are, as their ARNs show it. */
export type TableHome = Pick<Model, 'partition' | 'region' | 'accountId'>;

export const tableArnOf = ({ partition, region, accountId }: TableHome, tableName: string): string =>
  `arn:${partition}:dynamodb:${region}:${accountId}:table/${tableName}`;

/** Parameters in which tables have names only. */
export interface NamedTables {
  readonly parameters: UncheckedObject;
  /** Names the tables in an answer as the request did. */
  readonly restore: (answer: UncheckedObject) => UncheckedObject;
}

/** What a batch answers by table. */
const answersByTable = ['Responses', 'UnprocessedKeys', 'UnprocessedItems'];

/**
 * Replaces the ARNs of tables by their names, wherever a request can hold one. A text that is no ARN of a table stays:
 * the engine says what is wrong with it.
 *
 * @param parameters not validated
 * @returns or why it is refused: a table of another account or Region, or one table in two entries of a batch
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function nameTables(parameters: UncheckedObject, home: TableHome): NamedTables | DynamoDbError {
  const arns = tableNamesIn(parameters).filter((name) => tableArn.test(name));
  if (arns.length === 0) return { parameters, restore: (answer) => answer };
  const stranger = arns.find((arn) => arn !== tableArnOf(home, nameIn(arn)));
  if (stranger !== undefined) return strangeTable(stranger, home);
  return renameTables(parameters);
}

const tableArn = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[A-Za-z0-9_.-]+$/;

const nameIn = (given: string): string => (tableArn.test(given) ? given.slice(given.lastIndexOf('/') + 1) : given);

function tableNamesIn({ TableName, RequestItems, TransactItems }: UncheckedObject): readonly string[] {
  const batch = isJsonObject(RequestItems) ? Object.keys(RequestItems) : [];
  const actions = Array.isArray(TransactItems) ? TransactItems.filter(isJsonObject).flatMap(Object.values) : [];
  const transaction = actions.filter(isJsonObject).map((action) => action['TableName']);
  return [TableName, ...batch, ...transaction].filter((name) => typeof name === 'string');
}

const strangeTable = (arn: string, { region, accountId }: TableHome): DynamoDbError =>
  validationException(
    `The local database has no table ${arn}. Allowed: tables of account ${accountId} in ${region}. ` +
      'Name one of these, or run this against AWS.',
  );

function renameTables(parameters: UncheckedObject): NamedTables | DynamoDbError {
  const { RequestItems: batch, TransactItems: transaction } = parameters;
  const sent = new Map(isJsonObject(batch) ? Object.keys(batch).map((given) => [nameIn(given), given]) : []);
  if (isJsonObject(batch) && sent.size < Object.keys(batch).length) {
    return validationException('Provided list of table names contains duplicates');
  }
  const renamed = {
    ...renameTable(parameters),
    ...(isJsonObject(batch) && { RequestItems: renameMembers(batch, nameIn) }),
    ...(Array.isArray(transaction) && { TransactItems: transaction.map(renameActions) }),
  };
  const restore = (answer: UncheckedObject): UncheckedObject => ({
    ...answer,
    ...Object.fromEntries(
      answersByTable.flatMap((member) => {
        const byTable = answer[member];
        return isJsonObject(byTable) ? [[member, renameMembers(byTable, (name) => sent.get(name) ?? name)]] : [];
      }),
    ),
  });
  return { parameters: renamed, restore };
}

const renameActions = (entry: unknown): unknown =>
  isJsonObject(entry)
    ? Object.fromEntries(Object.entries(entry).map(([kind, action]) => [kind, renameTable(action)]))
    : entry;

function renameTable<Structure>(structure: Structure): Structure {
  if (!isJsonObject(structure) || typeof structure['TableName'] !== 'string') return structure;
  return { ...structure, TableName: nameIn(structure['TableName']) };
}

const renameMembers = (structure: UncheckedObject, rename: (name: string) => string): UncheckedObject =>
  Object.fromEntries(Object.entries(structure).map(([name, value]) => [rename(name), value]));
