import { isJsonObject, type UncheckedObject } from '../../runtime/index.ts';
import type { Operation } from '../allow-list.ts';

/** An action on a table or one of its indexes that a request needs to be allowed. */
export interface Access {
  /** `dynamodb:GetItem`, ... */
  readonly action: string;
  /** `*` for an action on all tables. */
  readonly tableName: string;
  readonly indexName?: string;
}

const transactionActions: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
};

/**
 * Everything a request needs to be allowed: one action on one table or index; for a batch one per table, for a
 * transaction one per action. A name that cannot be a table's is left out: no table can be reached by it.
 *
 * @param parameters not validated
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export function requiredAccess(operation: Operation, parameters: UncheckedObject): readonly Access[] {
  return accesses(operation, parameters).filter(({ tableName }) => tableName === '*' || isTableName(tableName));
}

function accesses(operation: Operation, parameters: UncheckedObject): readonly Access[] {
  const action = `dynamodb:${operation}`;
  const { TableName: tableName, IndexName: indexName, RequestItems: requestItems } = parameters;
  switch (operation) {
    case 'ListTables':
      return [{ action, tableName: '*' }];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return isJsonObject(requestItems) ? Object.keys(requestItems).map((name) => ({ action, tableName: name })) : [];
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return transactionAccesses(parameters['TransactItems']);
    default:
      if (typeof tableName !== 'string') return [];
      return [{ action, tableName, ...(typeof indexName === 'string' && { indexName }) }];
  }
}

function transactionAccesses(items: unknown): readonly Access[] {
  const members = Array.isArray(items) ? items.filter(isJsonObject).flatMap((item) => Object.entries(item)) : [];
  return members.flatMap(([kind, parameters]) => {
    const action = Object.hasOwn(transactionActions, kind) ? transactionActions[kind] : undefined;
    const tableName = isJsonObject(parameters) ? parameters['TableName'] : undefined;
    return action !== undefined && typeof tableName === 'string' ? [{ action, tableName }] : [];
  });
}

/** Others are left to the engine, which says what is wrong with the name. */
const isTableName = (name: string): boolean => /^[A-Za-z0-9_.-]{3,255}$/.test(name);
