import { expanded, handedOn } from '../expand/expansion.ts';
import type { Json } from '../json-value.ts';
import { harmless, modelled } from '../properties/property-table.ts';
import type { Entry, SamResource } from './sam-resource.ts';
import { originOf } from './sam-resource.ts';

const domainProperties = {
  ...modelled('DomainName', 'BasePath', 'MutualTlsAuthentication', 'SecurityPolicy'),
  ...harmless('the local listener shows a certificate of its own', 'CertificateArn', 'EndpointConfiguration'),
  ...harmless('ownership is not checked here', 'OwnershipVerificationCertificateArn'),
  ...harmless('no names are published here', 'Route53', 'IpAddressType'),
};

/** The custom domain of an API: its name, and a mapping to the API's stage for each base path. */
export function domainEntries(sam: SamResource, stage: string): readonly Entry[] {
  const domain = sam.properties.object('Domain', domainProperties);
  if (domain === undefined) return [];
  const origin = originOf(sam, 'Domain');
  const id = `${sam.logicalId}DomainName`;
  const configuration = { EndpointType: 'REGIONAL', ...handedOn(domain, ['SecurityPolicy']) };
  const properties = {
    ...handedOn(domain, ['DomainName', 'MutualTlsAuthentication']),
    DomainNameConfigurations: [configuration],
  };
  const keys = domain.has('BasePath') ? domain.strings('BasePath') : ['/'];
  return [
    [id, expanded('AWS::ApiGatewayV2::DomainName', properties, origin)],
    ...keys.map((key, index): Entry => {
      const path = key.replace(/^\/+|\/+$/g, '');
      const mapping: Record<string, Json> = {
        ApiId: { Ref: sam.logicalId },
        DomainName: { Ref: id },
        Stage: { Ref: stage },
        ...(path === '' ? {} : { ApiMappingKey: path }),
      };
      const at = { ...origin, path: `${origin.path}.BasePath[${index}]` };
      return [`${sam.logicalId}ApiMapping${index}`, expanded('AWS::ApiGatewayV2::ApiMapping', mapping, at)];
    }),
  ];
}
