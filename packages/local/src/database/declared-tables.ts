import type { UncheckedObject } from '../runtime/index.ts';
import type { Tables } from './checks/database-request.ts';
import { type DynamoDbError, resourceNotFound } from './dynamodb-error.ts';

/**
 * Refuses an operation on a table that the model does not declare, though an earlier start may have left it in the store:
 * after a deploy it would not be there either.
 */
export const undeclaredTable = ({ TableName: name }: UncheckedObject, declared: Tables): DynamoDbError | undefined =>
  typeof name !== 'string' || declared.has(name) ? undefined : resourceNotFound(name);

/** dynalite's default and highest page size of `ListTables`. */
const pageSize = 100;

/**
 * The answer to `ListTables`: the model's tables only.
 *
 * @param parameters already validated by the engine
 */
export function listDeclaredTables(parameters: UncheckedObject, declared: Tables): UncheckedObject {
  const { ExclusiveStartTableName: start, Limit: limit } = parameters;
  const names = [...declared.keys()].sort().filter((name) => typeof start !== 'string' || name > start);
  const page = names.slice(0, typeof limit === 'number' ? limit : pageSize);
  return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
}
