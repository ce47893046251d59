import { handedOn } from '../expand/expansion.ts';
import { harmless, modelled, type PropertyTable } from '../properties/property-table.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import type { SamResource } from './sam-resource.ts';

export const samSimpleTable: PropertyTable = {
  ...modelled('PrimaryKey', 'TableName'),
  ...harmless('capacity and encryption are not modelled', 'ProvisionedThroughput', 'SSESpecification'),
  ...harmless('says nothing about requests', 'Tags', 'PointInTimeRecoverySpecification'),
};

const knownTypes: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** A table with a primary key of one attribute: `id`, text, unless the template says otherwise. */
export function simpleTableEntry({ logicalId, resource, properties, origin }: SamResource): ResourceEntry {
  const key = properties.object('PrimaryKey', modelled('Name', 'Type'));
  const name = key?.optionalString('Name') ?? 'id';
  const type = key?.oneOf('Type', ['String', 'Number', 'Binary']) ?? 'String';
  const all = {
    ...handedOn(properties, ['TableName']),
    AttributeDefinitions: [{ AttributeName: name, AttributeType: knownTypes[type] ?? 'S' }],
    KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  };
  return [logicalId, { ...resource, type: 'AWS::DynamoDB::Table', properties: all, origin }];
}
