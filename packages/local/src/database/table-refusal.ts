import type { Table } from '../model/index.ts';
import { actionChecks, tableChecks } from './checks/check-lists.ts';
import { type DatabaseRequest, firstFault, type TableCheck, type Tables } from './checks/database-request.ts';
import { type DynamoDbError, resourceNotFound, validationException } from './dynamodb-error.ts';

/**
 * Refuses a request for the tables it is about: one that the model does not declare, though an earlier start may have left
 * it in the store; or what DynamoDB refuses of a table with such keys and indexes.
 */
export const tableRefusal = (request: DatabaseRequest, tables: Tables): DynamoDbError | undefined =>
  refusalOf(request, tables, tableChecks[request.operation]);

/** As {@link tableRefusal}, of what cancels a transaction instead of being refused with it. */
export const actionRefusal = (request: DatabaseRequest, tables: Tables): DynamoDbError | undefined =>
  refusalOf(request, tables, actionChecks);

function refusalOf(
  { parts }: DatabaseRequest,
  tables: Tables,
  checks: readonly TableCheck[],
): DynamoDbError | undefined {
  return firstFault(parts, (part) => {
    const table: Table | undefined = tables.get(part.tableName);
    if (table === undefined) return resourceNotFound();
    const fault = firstFault(checks, (check) => check(part, table));
    return fault === undefined ? undefined : validationException(fault);
  });
}
