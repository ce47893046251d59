import { fault, type SynthFault } from '../fault.ts';
import type { ContractAuthorization } from './routes.ts';
import { type FoundResource, resourcesOf, shown, type Template, target } from './template.ts';

type Responses = Readonly<Record<string, 'simple' | 'policy'>>;

/** Authorizers of contracts' routes that the gateway asks for another kind of response than their function gives. */
export function checkResponses(
  template: Template,
  contracts: ContractAuthorization,
  responses: Responses,
): SynthFault[] {
  const authorizers = resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer');
  return Object.entries(responses).flatMap(([apiId, response]) => {
    const used = authorizersOf(template, apiId, contracts[apiId] ?? {});
    return authorizers
      .filter(({ logicalId }) => used.has(logicalId))
      .filter(({ properties }) => !isShaped(properties, response))
      .map(({ logicalId, properties }) => fault('authorizer-response', logicalId, given(properties, response)));
  });
}

function authorizersOf(template: Template, apiId: string, contract: ContractAuthorization[string]): Set<string> {
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(({ properties }) => {
    const key = properties['RouteKey'];
    const known = typeof key === 'string' && Object.hasOwn(contract, key) && contract[key] === 'CUSTOM';
    return known && target(properties['ApiId']) === apiId;
  });
  return new Set(routes.map(({ properties }) => target(properties['AuthorizerId'])));
}

function isShaped(properties: FoundResource['properties'], response: 'simple' | 'policy'): boolean {
  const simple = properties['EnableSimpleResponses'];
  if (properties['AuthorizerType'] !== 'REQUEST' || properties['AuthorizerPayloadFormatVersion'] !== '2.0')
    return false;
  if (response === 'simple') return simple === true || simple === 'true';
  const sources = properties['IdentitySource'];
  const credentialAlone =
    Array.isArray(sources) && sources.length === 1 && /^\$request\.header\.authorization$/i.test(String(sources[0]));
  return (simple === undefined || simple === false || simple === 'false') && credentialAlone;
}

const given = (properties: FoundResource['properties'], response: string): string =>
  [
    `payload format ${shown(properties['AuthorizerPayloadFormatVersion'])}`,
    `simple responses ${shown(properties['EnableSimpleResponses'])}`,
    `identity sources ${shown(properties['IdentitySource'])}, response '${response}'`,
  ].join(', ');
