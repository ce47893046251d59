import { fault, type SynthFault } from '../fault.ts';
import type { ApiIds } from './api-ids.ts';
import { readLiteral, readReference } from './read-text.ts';
import type { ContractAuthorization } from './routes.ts';
import { type FoundResource, resourcesOf, shown, type Template } from './template.ts';

type Responses = Readonly<Record<string, 'simple' | 'policy'>>;

/** What `checkResponses` holds the authorizers against. */
export interface ExpectedResponses {
  readonly apis: ApiIds;
  readonly contracts: ContractAuthorization;
  /** By logical ID of an API. */
  readonly responses: Responses;
}

/**
 * Authorizers of contracts' routes that the gateway asks for another kind of response than their function gives, and
 * routes whose authorizer is none of the template's.
 */
export function checkResponses(template: Template, expected: ExpectedResponses): SynthFault[] {
  const authorizers = resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer');
  return Object.entries(expected.responses).flatMap(([apiId, response]) => {
    const routes = authorizedRoutes(template, apiId, expected);
    const used = new Set(routes.map(authorizerOf));
    const unknown = routes.filter((route) => !authorizers.some(({ logicalId }) => logicalId === authorizerOf(route)));
    return [
      ...unknown.map(({ logicalId, properties }) =>
        fault('authorizer-unknown', logicalId, `AuthorizerId ${shown(properties['AuthorizerId'])}`),
      ),
      ...authorizers
        .filter(({ logicalId }) => used.has(logicalId))
        .filter(({ properties }) => !isShaped(properties, response))
        .map(({ logicalId, properties }) => fault('authorizer-response', logicalId, given(properties, response))),
    ];
  });
}

/** Routes with an authorizer that are or may be of the contract. */
function authorizedRoutes(template: Template, apiId: string, { apis, contracts }: ExpectedResponses): FoundResource[] {
  const contract = contracts[apiId] ?? {};
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(({ properties }) => {
    const key = readLiteral(properties['RouteKey']);
    const known = key === undefined || (Object.hasOwn(contract, key) && contract[key] === 'CUSTOM');
    return known && readLiteral(properties['AuthorizationType']) === 'CUSTOM' && apis.mayBe(properties['ApiId'], apiId);
  });
}

function authorizerOf({ properties }: FoundResource): string | undefined {
  const reference = readReference(properties['AuthorizerId']);
  const isId = reference?.attribute === undefined || reference.attribute === 'AuthorizerId';
  return isId ? reference?.name : undefined;
}

function isShaped(properties: FoundResource['properties'], response: 'simple' | 'policy'): boolean {
  const literal = (name: string) => readLiteral(properties[name]);
  if (literal('AuthorizerType') !== 'REQUEST' || literal('AuthorizerPayloadFormatVersion') !== '2.0') return false;
  const simple = literal('EnableSimpleResponses');
  if (response === 'simple') return simple === 'true';
  const sources = properties['IdentitySource'];
  const [source] = Array.isArray(sources) && sources.length === 1 ? sources : [];
  // Left out it may keep the value that was deployed before, as a TTL does.
  return simple === 'false' && readLiteral(source)?.toLowerCase() === '$request.header.authorization';
}

const given = (properties: FoundResource['properties'], response: string): string =>
  [
    `payload format ${shown(properties['AuthorizerPayloadFormatVersion'])}`,
    `simple responses ${shown(properties['EnableSimpleResponses'])}`,
    `identity sources ${shown(properties['IdentitySource'])}, response '${response}'`,
  ].join(', ');
