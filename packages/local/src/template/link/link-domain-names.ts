import type { Api, DomainName } from '../../model/index.ts';
import type { Parts } from '../read-resources.ts';
import type { ApiMappingPart } from '../resources/apigateway/api-mapping.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** Gives each custom domain name its API mappings. */
export function linkDomainNames(parts: Parts, apis: readonly Api[]): readonly DomainName[] {
  refuseDuplicates(parts.domainNames, ({ domainName }) => domainName, {
    property: 'DomainName',
    reason: (name) => `The domain name you provided already exists: ${name}`,
  });
  refuseDuplicates(parts.apiMappings, ({ domainName, key }) => JSON.stringify([domainName, key]), {
    property: 'ApiMappingKey',
    reason: (key) => `ApiMapping key already exists for this domain name: ${key}`,
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

function checkMapping(part: ApiMappingPart, { domainNames }: Parts, apis: readonly Api[]): void {
  const { properties, domainName, apiId, stage } = part;
  if (!domainNames.some((domain) => domain.domainName === domainName)) {
    const reason = `${JSON.stringify(domainName)} is no domain name of the assembly`;
    properties.fault('DomainName', reason, 'Ref an AWS::ApiGatewayV2::DomainName of the loaded stacks.');
  }
  const api = apis.find((candidate) => candidate.apiId === apiId);
  if (api === undefined) {
    const reason = `${JSON.stringify(apiId)} is no API of the assembly`;
    properties.fault('ApiId', reason, 'Ref an AWS::ApiGatewayV2::Api of the loaded stacks.');
  } else if (!api.stages.some(({ name }) => name === stage)) {
    const names = api.stages.map(({ name }) => name).join(', ') || 'it has none';
    properties.fault('Stage', `Invalid stage identifier specified: ${stage}`, `Use a stage of the API: ${names}.`);
  }
}
