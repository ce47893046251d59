import { arnOf } from '../../environment.ts';
import { uuidOf } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { provisionedCapacity } from '../shared-findings.ts';
import type { TablePart } from './table.ts';
import { readTable, tableName } from './table.ts';
import { onDemand, schemaProperties } from './table-schema.ts';

const resourceProperties = {
  ...schemaProperties,
  ...modelled('Replicas'),
  ...refused({ ...provisionedCapacity, remedy: onDemand }, 'WriteProvisionedThroughputSettings'),
};

const replicaProperties = {
  ...modelled('Region'),
  ...harmless('data lives as long as the platform', 'DeletionProtectionEnabled', 'PointInTimeRecoverySpecification'),
  ...harmless('nothing is encrypted at rest', 'SSESpecification'),
  ...harmless('capacity and metrics of an index only', 'GlobalSecondaryIndexes'),
  ...harmless('no metrics are published here', 'ContributorInsightsSpecification'),
  ...harmless('says nothing about requests', 'Tags', 'TableClass'),
};

/**
 * A global table (the CDK's `TableV2`) with one replica, in the Region of the stack: the same as a table.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export const globalTableType: ResourceType<TablePart> = {
  type: 'AWS::DynamoDB::GlobalTable',
  properties: resourceProperties,
  ref: tableName,
  attributes: {
    Arn: (self) => arnOf(self.environment, 'dynamodb', `table/${tableName(self)}`),
    TableId: (self) => uuidOf(self.at),
  },
  read: (properties, self) => {
    checkReplicas(properties, self);
    return readTable(properties, self);
  },
};

function checkReplicas(properties: PropertyReader, self: ResourceIdentity): void {
  const regions = properties.objects('Replicas', replicaProperties).map((replica) => replica.string('Region'));
  if (regions.length === 1 && regions[0] === self.environment.region) return;
  properties.fault('Replicas', {
    rule: 'table-replicas',
    what: `Replicas in [${regions.join(', ')}] are not run by the local platform`,
    remedy: `Give one replica, in ${self.environment.region}.`,
  });
}
