import type { Table } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import { arnOf } from '../../environment.ts';
import { generatedName } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { noStream, readSchema, schemaProperties } from './table-schema.ts';

export interface TablePart {
  readonly properties: PropertyReader;
  readonly table: Table;
}

const maxName = 255;
const namePattern = /^[A-Za-z0-9_.-]{3,255}$/;
const tableArn = (self: ResourceIdentity): string => arnOf(self.environment, 'dynamodb', `table/${tableName(self)}`);

/** A label is the time at which the stream was made. */
export const streamArn = (self: ResourceIdentity): string => `${tableArn(self)}/stream/2026-01-01T00:00:00.000`;

const resourceProperties = {
  ...schemaProperties,
  ...harmless('data lives as long as the platform', 'DeletionProtectionEnabled', 'PointInTimeRecoverySpecification'),
  ...harmless('says nothing about requests', 'Tags', 'TableClass'),
  ...harmless('no metrics are published here', 'ContributorInsightsSpecification'),
  ...deviating(noStream, 'KinesisStreamSpecification'),
  ...deviating('Imported data is not loaded: the table starts empty.', 'ImportSourceSpecification'),
};

/** The name a template gives, or the one CloudFormation would make up: what `Ref` yields. */
export const tableName = (self: ResourceIdentity): string => self.given('TableName') ?? generatedName(self.at, maxName);

/** The part both table types make. */
export function readTable(properties: PropertyReader, self: ResourceIdentity): TablePart {
  const name = properties.optionalString('TableName') ?? generatedName(self.at, maxName);
  if (!namePattern.test(name)) {
    properties.fault('TableName', {
      rule: 'table-name',
      what: `${quote(name)} is not a table name`,
      remedy: 'Use 3 to 255 letters, digits, underscores, hyphens and dots.',
    });
  }
  const arn = arnOf(self.environment, 'dynamodb', `table/${name}`);
  return { properties, table: { ...self.at, tableName: name, arn, ...readSchema(properties) } };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const tableType: ResourceType<TablePart> = {
  type: 'AWS::DynamoDB::Table',
  properties: resourceProperties,
  ref: tableName,
  attributes: { Arn: tableArn, StreamArn: streamArn },
  read: readTable,
};
