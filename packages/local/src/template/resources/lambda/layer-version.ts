import type { Located } from '../../../model/index.ts';
import { arnOf } from '../../environment.ts';
import { generatedName } from '../../physical-id.ts';
import { requiredProperty } from '../../properties/property-findings.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import type { FunctionCode } from './function-code.ts';
import { readLocalCode, readObjectCode } from './read-code.ts';

/** A layer; its content is looked for when a function has it. */
export interface LayerPart extends Located {
  readonly properties: PropertyReader;
  readonly arn: string;
  /** `undefined` after a fault. */
  readonly content: FunctionCode | undefined;
}

const maxName = 140;

/** Every deployment that changes a layer makes a version of it; here there is one. */
const layerArn = (self: ResourceIdentity): string =>
  arnOf(self.environment, 'lambda', `layer:${self.given('LayerName') ?? generatedName(self.at, maxName)}:1`);

const contentMembers = {
  ...modelled('S3Bucket', 'S3Key'),
  ...harmless('the asset of the assembly is taken', 'S3ObjectVersion'),
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const layerVersionType: ResourceType<LayerPart> = {
  type: 'AWS::Lambda::LayerVersion',
  properties: {
    ...modelled('LayerName', 'Content'),
    ...harmless('says nothing about invocations', 'Description', 'LicenseInfo'),
    ...harmless('functions run on the Node.js of this machine', 'CompatibleRuntimes', 'CompatibleArchitectures'),
  },
  ref: layerArn,
  attributes: { LayerVersionArn: layerArn },
  read: (properties, self) => {
    properties.optionalString('LayerName');
    return { ...self.at, properties, arn: layerArn(self), content: readContent(properties, self) };
  },
};

function readContent(properties: PropertyReader, { assetPath }: ResourceIdentity): FunctionCode | undefined {
  const local = readLocalCode(properties, 'Content');
  if (local !== undefined) return local.code;
  const content = properties.object('Content', contentMembers);
  if (content === undefined) properties.fault('Content', requiredProperty('Content', 'Give the layer a file asset.'));
  return content && readObjectCode(content, assetPath);
}
