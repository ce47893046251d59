import { quote } from '../../../runtime/index.ts';
import { lowerCaseId, mixedCaseId } from '../../physical-id.ts';
import { requiredProperty } from '../../properties/property-findings.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

/** An `AWS::ApiGatewayV2::DomainName` before its mappings are found. */
export interface DomainNamePart {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  /** Lower case. */
  readonly domainName: string;
  readonly mutualTls: boolean;
}

const resourceProperties = {
  ...modelled('DomainName', 'DomainNameConfigurations', 'MutualTlsAuthentication', 'RoutingMode'),
  ...harmless('says nothing about requests', 'Tags'),
};

const configurationMembers = {
  ...modelled('EndpointType', 'SecurityPolicy'),
  ...harmless('the local listener shows a certificate of its own', 'CertificateArn', 'CertificateName'),
  ...harmless('ownership is not checked here', 'OwnershipVerificationCertificateArn'),
  ...harmless('the local gateway listens where it is told to', 'IpAddressType'),
};

const mutualTlsMembers = {
  ...modelled('TruststoreUri'),
  ...refused(
    {
      rule: 'truststore-version',
      what: 'A version of the truststore is not looked up by the local platform',
      remedy: 'Leave TruststoreVersion out; the truststore is a file that the platform is given.',
    },
    'TruststoreVersion',
  ),
};

const domainIdLength = 10;
const zoneIdLength = 14;
const hostPattern = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

const domainName = (self: ResourceIdentity): string => self.given('DomainName') ?? '';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-domainname.html */
export const domainNameType: ResourceType<DomainNamePart> = {
  type: 'AWS::ApiGatewayV2::DomainName',
  properties: resourceProperties,
  ref: domainName,
  attributes: {
    DomainNameArn: (self) =>
      `arn:${self.environment.partition}:apigateway:${self.environment.region}::/domainnames/${domainName(self)}`,
    RegionalDomainName: (self) =>
      `d-${lowerCaseId(self.at, domainIdLength)}.execute-api.${self.environment.region}.${self.environment.urlSuffix}`,
    RegionalHostedZoneId: (self) => `Z${mixedCaseId(self.at, zoneIdLength).toUpperCase()}`,
  },
  read: (properties, self) => {
    properties.oneOf('RoutingMode', ['API_MAPPING_ONLY'], 'Leave RoutingMode out, and map APIs with ApiMappings.');
    for (const configuration of properties.objects('DomainNameConfigurations', configurationMembers)) {
      configuration.oneOf('EndpointType', ['REGIONAL']);
      configuration.oneOf('SecurityPolicy', ['TLS_1_2']);
    }
    const mutualTls = properties.object('MutualTlsAuthentication', mutualTlsMembers);
    // The file itself is given, so that its address may be one that is not known here.
    if (mutualTls?.has('TruststoreUri') === false) mutualTls.fault('TruststoreUri', requiredProperty('TruststoreUri'));
    return { self, properties, domainName: readName(properties), mutualTls: mutualTls !== undefined };
  },
};

function readName(properties: PropertyReader): string {
  const name = properties.string('DomainName').toLowerCase();
  if (!hostPattern.test(name)) {
    properties.fault('DomainName', {
      rule: 'domain-name',
      what: `${quote(name)} is not a host name (wildcard domains are not run by the local platform)`,
      remedy: 'Give a full name, such as api.example.com.',
    });
  }
  return name;
}
