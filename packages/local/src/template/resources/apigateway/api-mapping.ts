import { quote } from '../../../runtime/index.ts';
import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

/** An `AWS::ApiGatewayV2::ApiMapping` before its domain name, API and stage are found. */
export interface ApiMappingPart {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  readonly apiId: string;
  /** Lower case. */
  readonly domainName: string;
  readonly stage: string;
  readonly key: string;
}

const mappingIdLength = 6;
const mappingId = (self: ResourceIdentity): string => lowerCaseId(self.at, mappingIdLength);
const keyPattern = /^(?:[A-Za-z0-9$\-_.+!*'()]+(?:\/[A-Za-z0-9$\-_.+!*'()]+)*)?$/;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html */
export const apiMappingType: ResourceType<ApiMappingPart> = {
  type: 'AWS::ApiGatewayV2::ApiMapping',
  properties: modelled('ApiId', 'ApiMappingKey', 'DomainName', 'Stage'),
  ref: mappingId,
  attributes: { ApiMappingId: mappingId },
  read: (properties, self) => ({
    self,
    properties,
    apiId: properties.string('ApiId'),
    domainName: properties.string('DomainName').toLowerCase(),
    stage: properties.string('Stage'),
    key: readKey(properties),
  }),
};

function readKey(properties: PropertyReader): string {
  const key = properties.optionalString('ApiMappingKey') ?? '';
  if (!keyPattern.test(key)) {
    properties.fault('ApiMappingKey', {
      rule: 'api-mapping-key',
      what: `${quote(key)} is not an API mapping key`,
      remedy: "Use letters, digits and $-_.+!*'() with single slashes between.",
    });
  }
  return key;
}
