import { fault, type SynthFault } from '../fault.ts';
import type { ContractAuthorization } from './routes.ts';
import { type FoundResource, resourcesOf, shown, type Template, target } from './template.ts';

/** Faults of routes: scopes that have no effect, and authorization that is not the contract's. */
export function checkRoutes(template: Template, contracts: ContractAuthorization): SynthFault[] {
  const http = httpApis(template);
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => http(target(properties['ApiId'])))
    .flatMap((route) => [...checkScopes(route), ...checkAuthorization(route, contracts)]);
}

// WebSocket APIs share the resource types; an API that the template does not declare may be an HTTP API.
function httpApis(template: Template): (logicalId: string) => boolean {
  const webSocket = resourcesOf(template, 'AWS::ApiGatewayV2::Api')
    .filter(({ properties }) => properties['ProtocolType'] === 'WEBSOCKET')
    .map(({ logicalId }) => logicalId);
  return (logicalId) => !webSocket.includes(logicalId);
}

function checkScopes({ logicalId, properties }: FoundResource): SynthFault[] {
  const scopes = properties['AuthorizationScopes'];
  const none = scopes === undefined || (Array.isArray(scopes) && scopes.length === 0);
  if (none || properties['AuthorizationType'] === 'JWT') return [];
  const given = `${shown(scopes)} on ${shown(properties['RouteKey'])} (${shown(properties['AuthorizationType'])})`;
  return [fault('authorization-scopes', logicalId, given)];
}

function checkAuthorization({ logicalId, properties }: FoundResource, contracts: ContractAuthorization): SynthFault[] {
  const contract = contracts[target(properties['ApiId'])];
  if (contract === undefined) return [];
  const key = properties['RouteKey'];
  const expected = typeof key === 'string' && Object.hasOwn(contract, key) ? contract[key] : undefined;
  const actual = properties['AuthorizationType'] ?? 'NONE';
  if (actual === expected) return [];
  const given = `${shown(actual)} on ${shown(key)}, contract: ${expected ?? 'no such route'}`;
  if (!isProtected(actual)) return [fault('route-unprotected', logicalId, given)];
  return expected === undefined ? [] : [fault('route-authorization', logicalId, given)];
}

const isProtected = (type: unknown): boolean => type === 'CUSTOM' || type === 'AWS_IAM' || type === 'JWT';
