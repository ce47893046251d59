import { firstFault, type TableCheck } from './database-request.ts';
import { expressionPaths } from './expressions.ts';

/**
 * Keys have no parts that a condition could name. The engine says so of projections, filters and updates.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html
 */
export const scalarKeys: TableCheck = (part, { keySchema, globalSecondaryIndexes }) => {
  const nested = new Set(
    expressionPaths(part, 'ConditionExpression').flatMap(([name, ...within]) => (within.length > 0 ? name : [])),
  );
  const keys = [
    ...keySchema.map(({ name }) => ({ name, kind: 'Key' })),
    ...globalSecondaryIndexes.flatMap((index) => index.keySchema.map(({ name }) => ({ name, kind: 'IndexKey' }))),
  ];
  return firstFault(keys, ({ name, kind }) =>
    nested.has(name)
      ? `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`
      : undefined,
  );
};
