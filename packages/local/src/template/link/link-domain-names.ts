import type { Api, DomainName } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { ReadResources } from '../read-resources.ts';
import type { ApiMappingPart } from '../resources/apigateway/api-mapping.ts';
import { apiOutsideAssembly } from './link-apis.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** Gives each custom domain name its API mappings. */
export function linkDomainNames(parts: ReadResources, apis: readonly Api[]): readonly DomainName[] {
  refuseDuplicates(parts.domainNames, ({ domainName }) => domainName, {
    property: 'DomainName',
    rule: 'domain-name-taken',
    what: (name) => `The domain name you provided already exists: ${name}`,
  });
  refuseDuplicates(parts.apiMappings, ({ domainName, key }) => JSON.stringify([domainName, key]), {
    property: 'ApiMappingKey',
    rule: 'api-mapping-key-taken',
    what: (key) => `ApiMapping key already exists for this domain name: ${key}`,
  });
  for (const part of parts.apiMappings) checkMapping(part, parts, apis);
  return parts.domainNames.map(({ self, domainName, mutualTls }) => ({
    ...self.at,
    domainName,
    mutualTls,
    mappings: parts.apiMappings
      .filter((mapping) => mapping.domainName === domainName)
      .map(({ self: { at }, apiId, stage, key }) => ({ ...at, apiId, stage, key })),
  }));
}

function checkMapping(part: ApiMappingPart, { domainNames }: ReadResources, apis: readonly Api[]): void {
  const { properties, domainName, apiId, stage } = part;
  if (!domainNames.some((domain) => domain.domainName === domainName)) {
    properties.fault('DomainName', {
      rule: 'domain-outside-assembly',
      what: `${quote(domainName)} is no domain name of the assembly`,
      remedy: 'Ref an AWS::ApiGatewayV2::DomainName of the loaded stacks.',
    });
  }
  const api = apis.find((candidate) => candidate.apiId === apiId);
  if (api === undefined) {
    properties.fault('ApiId', apiOutsideAssembly(apiId));
  } else if (!api.stages.some(({ name }) => name === stage)) {
    const names = api.stages.map(({ name }) => name).join(', ') || 'it has none';
    properties.fault('Stage', {
      rule: 'api-mapping-stage',
      what: `Invalid stage identifier specified: ${stage}`,
      allowed: names,
      remedy: 'Use a stage of the API.',
    });
  }
}
