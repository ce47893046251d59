import type { Table } from '../../../model/index.ts';
import { requiredProperty } from '../../properties/property-findings.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import { provisionedCapacity, tableStream } from '../shared-findings.ts';
import { readKeySchema } from './key-schema.ts';

type Index = Table['globalSecondaryIndexes'][number];
type Schema = Omit<Table, 'stack' | 'logicalId' | 'tableName' | 'arn'>;

export const onDemand = 'Set BillingMode to PAY_PER_REQUEST (in the CDK: BillingMode.PAY_PER_REQUEST).';

/** The properties that say what a table is: common to `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`. */
export const schemaProperties = {
  ...modelled('TableName', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'BillingMode'),
  ...modelled('TimeToLiveSpecification'),
  ...harmless('nothing is encrypted at rest', 'SSESpecification'),
  ...harmless('the table here has no capacity to warm', 'WarmThroughput'),
  ...refused(tableStream, 'StreamSpecification'),
  ...refused(
    {
      rule: 'local-secondary-index',
      what: 'Local secondary indexes are not run by the local platform',
      remedy: 'Use a global index.',
    },
    'LocalSecondaryIndexes',
  ),
};

const attributeMembers = modelled('AttributeName', 'AttributeType');
const projectionMembers = modelled('ProjectionType', 'NonKeyAttributes');
const timeToLive = modelled('AttributeName', 'Enabled');
const indexMembers = {
  ...modelled('IndexName', 'KeySchema', 'Projection'),
  ...harmless('no metrics are published here', 'ContributorInsightsSpecification'),
  ...harmless('the table here has no capacity to warm', 'WarmThroughput'),
  ...refused(
    { ...provisionedCapacity, remedy: onDemand },
    'ProvisionedThroughput',
    'WriteProvisionedThroughputSettings',
  ),
};

/**
 * Reads keys, indexes and time to live, with DynamoDB's rules about them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function readSchema(properties: PropertyReader): Schema {
  if (!properties.has('BillingMode')) {
    const { rule, what } = provisionedCapacity;
    properties.fault('BillingMode', { rule, what: `${what}, and is the default`, remedy: onDemand });
  }
  properties.oneOf('BillingMode', ['PAY_PER_REQUEST'], onDemand);
  const timeToLiveAttribute = readTimeToLive(properties);
  const schema: Schema = {
    attributeDefinitions: properties.objects('AttributeDefinitions', attributeMembers).map((attribute) => ({
      name: attribute.string('AttributeName'),
      type: attribute.requiredOneOf('AttributeType', ['S', 'N', 'B']) ?? 'S',
    })),
    keySchema: readKeySchema(properties),
    globalSecondaryIndexes: properties.objects('GlobalSecondaryIndexes', indexMembers).map(readIndex),
    ...(timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute }),
  };
  checkAttributes(schema, properties);
  return schema;
}

function readIndex(properties: PropertyReader): Index {
  const projection = properties.object('Projection', projectionMembers);
  if (projection === undefined)
    properties.fault('Projection', requiredProperty('Projection', 'Set ProjectionType, for instance to ALL.'));
  return {
    indexName: properties.string('IndexName'),
    keySchema: readKeySchema(properties),
    projection: {
      type: projection?.requiredOneOf('ProjectionType', ['ALL', 'KEYS_ONLY', 'INCLUDE']) ?? 'ALL',
      nonKeyAttributes: projection?.strings('NonKeyAttributes') ?? [],
    },
  };
}

function readTimeToLive(properties: PropertyReader): string | undefined {
  const specification = properties.object('TimeToLiveSpecification', timeToLive);
  if (specification === undefined || specification.boolean('Enabled') !== true) return undefined;
  return specification.string('AttributeName');
}

/** DynamoDB wants every key attribute defined, and every definition used. */
function checkAttributes(schema: Schema, properties: PropertyReader): void {
  const keys = [schema.keySchema, ...schema.globalSecondaryIndexes.map((index) => index.keySchema)].flat();
  const used = new Set(keys.map((key) => key.name));
  const defined = new Set(schema.attributeDefinitions.map((attribute) => attribute.name));
  const missing = [...used].filter((name) => !defined.has(name));
  const unused = [...defined].filter((name) => !used.has(name));
  if (missing.length === 0 && unused.length === 0) return;
  const what =
    missing.length > 0
      ? `Some index key attributes are not defined in AttributeDefinitions: ${missing.join(', ')}`
      : `Some AttributeDefinitions are not used by any key: ${unused.join(', ')}`;
  properties.fault('AttributeDefinitions', {
    rule: 'attribute-definitions',
    what,
    remedy: 'Define exactly the attributes that keys of the table and its indexes use.',
  });
}
