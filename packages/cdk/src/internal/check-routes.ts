import { fault, type SynthFault } from '../fault.ts';
import { type ApiIds, apiType } from './api-ids.ts';
import { readLiteral } from './read-text.ts';
import type { AuthorizationType, ContractAuthorization } from './routes.ts';
import { type FoundResource, resourcesOf, shown, type Template } from './template.ts';

/** Faults of routes: scopes that have no effect, and authorization that is not the contract's. */
export function checkRoutes(template: Template, apis: ApiIds, contracts: ContractAuthorization): SynthFault[] {
  const webSocket = webSocketApis(template);
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(
    ({ properties }) => !webSocket.has(apis.declared(properties['ApiId']) ?? ''),
  );
  return [
    ...Object.keys(contracts).flatMap((apiId) => checkUnseenRoutes(template, apiId)),
    ...routes.flatMap((route) => [
      ...checkScopes(route),
      ...Object.entries(contracts)
        .filter(([apiId]) => apis.mayBe(route.properties['ApiId'], apiId))
        .flatMap(([, contract]) => checkAuthorization(route, contract)),
    ]),
  ];
}

// WebSocket APIs share the resource types; an API whose protocol cannot be read may be an HTTP API.
const webSocketApis = (template: Template): ReadonlySet<string> =>
  new Set(
    resourcesOf(template, apiType)
      .filter(({ properties }) => readLiteral(properties['ProtocolType']) === 'WEBSOCKET')
      .map(({ logicalId }) => logicalId),
  );

// Properties of an API that make routes beside those that are resources. Quick create makes one without authorization.
const routeMakers = ['Body', 'BodyS3Location', 'Target', 'RouteKey'] as const;

const checkUnseenRoutes = (template: Template, apiId: string): SynthFault[] =>
  resourcesOf(template, apiType)
    .filter(({ logicalId }) => logicalId === apiId)
    .flatMap(({ properties }) => routeMakers.filter((name) => Object.hasOwn(properties, name)))
    .map((name) => fault('routes-unseen', apiId, name));

function checkScopes({ logicalId, properties }: FoundResource): SynthFault[] {
  const scopes = properties['AuthorizationScopes'];
  const none = scopes === undefined || (Array.isArray(scopes) && scopes.length === 0);
  if (none || readLiteral(properties['AuthorizationType']) === 'JWT') return [];
  const given = `${shown(scopes)} on ${shown(properties['RouteKey'])} (${shown(properties['AuthorizationType'])})`;
  return [fault('authorization-scopes', logicalId, given)];
}

function checkAuthorization(
  { logicalId, properties }: FoundResource,
  contract: Readonly<Record<string, AuthorizationType>>,
): SynthFault[] {
  const { ApiId: api, RouteKey: keyValue, AuthorizationType: typeValue = 'NONE' } = properties;
  const [key, actual] = [readLiteral(keyValue), readLiteral(typeValue)];
  const expected = key !== undefined && Object.hasOwn(contract, key) ? contract[key] : undefined;
  if (actual !== undefined && actual === expected) return [];
  const inContract = key === undefined ? 'a route key that only the deploy knows' : (expected ?? 'no such route');
  const given = `${shown(typeValue)} on ${shown(keyValue)} of ${shown(api)}, contract: ${inContract}`;
  if (!isProtected(actual)) return [fault('route-unprotected', logicalId, given)];
  // A key that cannot be read may be any route of the contract.
  return expected === undefined && key !== undefined ? [] : [fault('route-authorization', logicalId, given)];
}

const isProtected = (type: string | undefined): boolean => type === 'CUSTOM' || type === 'AWS_IAM' || type === 'JWT';
