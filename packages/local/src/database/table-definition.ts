import type { KeyElement, SecondaryIndex, Table } from '../model/index.ts';
import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';

/** The `CreateTable` request for a table of the model. */
export function toCreateTable(table: Table): UncheckedObject {
  const indexes = table.globalSecondaryIndexes.map(toIndex);
  const local = (table.localSecondaryIndexes ?? []).map(toIndex);
  return {
    TableName: table.tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.attributeDefinitions.map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    KeySchema: toKeySchema(table.keySchema),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
  };
}

const toIndex = ({ indexName, keySchema, projection }: SecondaryIndex) => ({
  IndexName: indexName,
  KeySchema: toKeySchema(keySchema),
  Projection: {
    ProjectionType: projection.type,
    ...(projection.nonKeyAttributes.length > 0 && { NonKeyAttributes: projection.nonKeyAttributes }),
  },
});

const toKeySchema = (keySchema: readonly KeyElement[]) =>
  keySchema.map(({ name, type }) => ({ AttributeName: name, KeyType: type }));

/**
 * What items depend on: keys, their types, indexes and projections; as text that is equal for equal definitions, in
 * whatever order indexes and attributes come.
 *
 * @param table a `CreateTable` request or a `DescribeTable` answer's `Table`
 */
export function definitionText(table: UncheckedObject): string {
  return JSON.stringify({
    attributes: sorted(
      objects(table['AttributeDefinitions']).map((each) => pick(each, ['AttributeName', 'AttributeType'])),
    ),
    keys: keyText(table['KeySchema']),
    indexes: sorted(objects(table['GlobalSecondaryIndexes']).map(indexText)),
    localIndexes: sorted(objects(table['LocalSecondaryIndexes']).map(indexText)),
  });
}

function indexText(index: UncheckedObject): string {
  const projection = isJsonObject(index['Projection']) ? index['Projection'] : {};
  const attributes = Array.isArray(projection['NonKeyAttributes']) ? projection['NonKeyAttributes'].map(String) : [];
  return JSON.stringify([
    index['IndexName'],
    keyText(index['KeySchema']),
    projection['ProjectionType'],
    sorted(attributes),
  ]);
}

const keyText = (schema: unknown) => objects(schema).map((key) => pick(key, ['KeyType', 'AttributeName']));

const pick = (value: UncheckedObject, names: readonly string[]) => names.map((name) => String(value[name])).join(' ');

const objects = (value: unknown): readonly UncheckedObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

const sorted = (values: readonly string[]) => [...values].sort();
