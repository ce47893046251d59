import { type DynamoDbError, resourceNotFound } from './dynamodb-error.ts';
import { isJsonObject, type JsonObject } from './refusal.ts';

/**
 * Refuses a table that the model does not declare, though an earlier start may have left it in the store: after a
 * deploy it would not be there either.
 */
export function undeclaredTable(parameters: JsonObject, declared: ReadonlySet<string>): DynamoDbError | undefined {
  const { TableName: tableName, RequestItems: requestItems } = parameters;
  const named = isJsonObject(requestItems) ? Object.keys(requestItems) : [];
  if (typeof tableName === 'string') named.push(tableName);
  return named.every((name) => declared.has(name) || !isTableName(name)) ? undefined : resourceNotFound();
}

/** Others are left to the engine, which says what is wrong with the name. */
const isTableName = (name: string) => /^[A-Za-z0-9_.-]{3,255}$/.test(name);

/** dynalite's default and highest page size of `ListTables`. */
const PAGE = 100;

/**
 * The answer to `ListTables`: the model's tables only.
 *
 * @param parameters already validated by the engine
 */
export function listDeclaredTables(parameters: JsonObject, declared: ReadonlySet<string>): JsonObject {
  const { ExclusiveStartTableName: start, Limit: limit } = parameters;
  const names = [...declared].sort().filter((name) => typeof start !== 'string' || name > start);
  const page = names.slice(0, typeof limit === 'number' ? limit : PAGE);
  return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
}
