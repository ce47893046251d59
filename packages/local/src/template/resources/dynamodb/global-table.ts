import { arnOf } from '../../environment.ts';
import { uuidOf } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import type { TablePart } from './table.ts';
import { readTable, streamArn, tableName } from './table.ts';
import { schemaProperties } from './table-schema.ts';

const resourceProperties = {
  ...schemaProperties,
  ...modelled('Replicas'),
};

const replicaProperties = {
  ...modelled('Region'),
  ...harmless('data lives as long as the platform', 'DeletionProtectionEnabled', 'PointInTimeRecoverySpecification'),
  ...harmless('nothing is encrypted at rest', 'SSESpecification'),
  ...harmless('capacity and metrics of an index only', 'GlobalSecondaryIndexes'),
  ...harmless('no metrics are published here', 'ContributorInsightsSpecification'),
  ...harmless('says nothing about requests', 'Tags', 'TableClass'),
  ...deviating('The property is not known here and has no effect.', '*'),
};

/**
 * A global table (the CDK's `TableV2`) with a replica in the Region of the stack: the same as a table.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export const globalTableType: ResourceType<TablePart> = {
  type: 'AWS::DynamoDB::GlobalTable',
  properties: resourceProperties,
  ref: tableName,
  attributes: {
    Arn: (self) => arnOf(self.environment, 'dynamodb', `table/${tableName(self)}`),
    StreamArn: streamArn,
    TableId: (self) => uuidOf(self.at),
  },
  read: (properties, self) => {
    checkReplicas(properties, self);
    return readTable(properties, self);
  },
};

function checkReplicas(properties: PropertyReader, self: ResourceIdentity): void {
  const regions = properties.objects('Replicas', replicaProperties).map((replica) => replica.string('Region'));
  if (regions.includes(self.environment.region)) {
    if (regions.length > 1) properties.deviation('Replicas', 'Nothing is replicated to other Regions.');
    return;
  }
  properties.fault('Replicas', {
    rule: 'table-replicas',
    what: `Replicas in [${regions.join(', ')}] are not run by the local platform`,
    remedy: `Give a replica in ${self.environment.region}.`,
  });
}
