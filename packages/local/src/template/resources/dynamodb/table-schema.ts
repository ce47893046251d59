import type { SecondaryIndex, Table } from '../../../model/index.ts';
import { requiredProperty } from '../../properties/property-findings.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless, modelled, refused } from '../../properties/property-table.ts';
import { readKeySchema } from './key-schema.ts';

type Schema = Omit<Table, 'stack' | 'logicalId' | 'tableName' | 'arn'>;

const notThrottled = 'Requests are not throttled: the table has no capacity that they use up.';
export const noStream = 'No stream of changes is written.';
const unknownHere = 'The property is not known here and has no effect.';
const capacityProperties = [
  ...[
    'ProvisionedThroughput',
    'OnDemandThroughput',
    'WriteProvisionedThroughputSettings',
    'WriteOnDemandThroughputSettings',
  ],
];

/** The properties that say what a table is: common to `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`. */
export const schemaProperties = {
  ...modelled('TableName', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'BillingMode'),
  ...modelled('TimeToLiveSpecification'),
  ...harmless('nothing is encrypted at rest', 'SSESpecification'),
  ...harmless('the table here has no capacity to warm', 'WarmThroughput'),
  ...modelled('LocalSecondaryIndexes'),
  ...deviating(notThrottled, ...capacityProperties),
  ...deviating(noStream, 'StreamSpecification'),
  ...refused(
    {
      rule: 'resource-policy-not-enforced',
      what: 'ResourcePolicy: property not supported by the local platform',
      remedy: 'Grant in the policies of the roles of the functions.',
    },
    'ResourcePolicy',
  ),
  ...deviating(unknownHere, '*'),
};

const attributeMembers = modelled('AttributeName', 'AttributeType');
const projectionMembers = modelled('ProjectionType', 'NonKeyAttributes');
const timeToLive = modelled('AttributeName', 'Enabled');
const indexMembers = {
  ...modelled('IndexName', 'KeySchema', 'Projection'),
  ...harmless('no metrics are published here', 'ContributorInsightsSpecification'),
  ...harmless('the table here has no capacity to warm', 'WarmThroughput'),
  ...deviating(notThrottled, ...capacityProperties),
  ...deviating(unknownHere, '*'),
};

/**
 * Reads keys, indexes and time to live, with DynamoDB's rules about them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function readSchema(properties: PropertyReader): Schema {
  properties.oneOf('BillingMode', ['PAY_PER_REQUEST', 'PROVISIONED']);
  const timeToLiveAttribute = readTimeToLive(properties);
  const local = properties.objects('LocalSecondaryIndexes', indexMembers).map(readIndex);
  const schema: Schema = {
    attributeDefinitions: properties.objects('AttributeDefinitions', attributeMembers).map((attribute) => ({
      name: attribute.string('AttributeName'),
      type: attribute.requiredOneOf('AttributeType', ['S', 'N', 'B']) ?? 'S',
    })),
    keySchema: readKeySchema(properties),
    globalSecondaryIndexes: properties.objects('GlobalSecondaryIndexes', indexMembers).map(readIndex),
    ...(local.length === 0 ? {} : { localSecondaryIndexes: local }),
    ...(timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute }),
  };
  checkAttributes(schema, properties);
  return schema;
}

function readIndex(properties: PropertyReader): SecondaryIndex {
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
  const indexes = [...schema.globalSecondaryIndexes, ...(schema.localSecondaryIndexes ?? [])];
  const keys = [schema.keySchema, ...indexes.map((index) => index.keySchema)].flat();
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
