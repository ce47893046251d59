import type { Table } from '../../model/index.ts';
import type { TableCheck, TablePart } from './database-request.ts';
import { conditionOf, type DocumentPath, expressionPaths, projectedPaths } from './expressions.ts';

type Index = Table['globalSecondaryIndexes'][number];

/**
 * A global index gives what it projects, nothing else.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export const indexProjection: TableCheck = (part, table) => {
  const index = indexOf(part, table);
  const missing = index && notProjected(projectedPaths(part), index, table);
  return missing?.length
    ? `One or more parameter values were invalid: Global secondary index ${index?.indexName} does not project [${missing.join(', ')}]`
    : undefined;
};

/** A query cannot filter by what the index does not project. A scan can, and finds nothing. */
export const indexFilter: TableCheck = (part, table) => {
  const index = indexOf(part, table);
  if (index === undefined || conditionOf(part, 'FilterExpression') === undefined) return undefined;
  const missing = notProjected(expressionPaths(part, 'FilterExpression'), index, table);
  return missing.length > 0
    ? `One or more parameter values were invalid: Secondary index ${index.indexName} does not project one or more filter ` +
        `attributes: [${[...missing].sort().join(', ')}]`
    : undefined;
};

/** That an index is missing is the engine's to say. */
const indexOf = ({ parameters }: TablePart, { globalSecondaryIndexes }: Table): Index | undefined =>
  globalSecondaryIndexes.find(({ indexName }) => indexName === parameters['IndexName']);

function notProjected(paths: readonly DocumentPath[], index: Index, table: Table): readonly string[] {
  const { type, nonKeyAttributes } = index.projection;
  if (type === 'ALL') return [];
  const keys = [...table.keySchema, ...index.keySchema].map(({ name }) => name);
  const projected = new Set([...keys, ...nonKeyAttributes]);
  return [...new Set(paths.map(([name]) => String(name)))].filter((name) => !projected.has(name));
}
