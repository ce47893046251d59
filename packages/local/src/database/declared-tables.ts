import type { UncheckedObject } from '../runtime/index.ts';
import type { Access } from './access/required-access.ts';
import { type DynamoDbError, resourceNotFound } from './dynamodb-error.ts';

/**
 * Refuses a table that the model does not declare, though an earlier start may have left it in the store: after a
 * deploy it would not be there either.
 */
export const undeclaredTable = (
  accesses: readonly Access[],
  declared: ReadonlySet<string>,
): DynamoDbError | undefined =>
  accesses.every(({ tableName }) => tableName === '*' || declared.has(tableName)) ? undefined : resourceNotFound();

/** dynalite's default and highest page size of `ListTables`. */
const pageSize = 100;

/**
 * The answer to `ListTables`: the model's tables only.
 *
 * @param parameters already validated by the engine
 */
export function listDeclaredTables(parameters: UncheckedObject, declared: ReadonlySet<string>): UncheckedObject {
  const { ExclusiveStartTableName: start, Limit: limit } = parameters;
  const names = [...declared].sort().filter((name) => typeof start !== 'string' || name > start);
  const page = names.slice(0, typeof limit === 'number' ? limit : pageSize);
  return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
}
