import { FaultList, type Located, type NotRun } from '../model/index.ts';
import { placeOfResource } from './assembly/stack-template.ts';
import type { LoadedStack } from './loaded-stack.ts';
import { PropertyReader } from './properties/property-reader.ts';
import { apiType } from './resources/apigateway/api.ts';
import { apiMappingType } from './resources/apigateway/api-mapping.ts';
import { authorizerType } from './resources/apigateway/authorizer.ts';
import { deploymentType } from './resources/apigateway/deployment.ts';
import { domainNameType } from './resources/apigateway/domain-name.ts';
import { integrationType } from './resources/apigateway/integration.ts';
import { routeType } from './resources/apigateway/route.ts';
import { stageType } from './resources/apigateway/stage.ts';
import { readTypes } from './resources/catalogue.ts';
import { nestedStackType } from './resources/cloudformation/stack.ts';
import { resourceServerType } from './resources/cognito/resource-server.ts';
import { userPoolType } from './resources/cognito/user-pool.ts';
import { userPoolClientType } from './resources/cognito/user-pool-client.ts';
import { userPoolDomainType } from './resources/cognito/user-pool-domain.ts';
import { globalTableType } from './resources/dynamodb/global-table.ts';
import { tableType } from './resources/dynamodb/table.ts';
import { managedPolicyType } from './resources/iam/managed-policy.ts';
import { policyType, rolePolicyType } from './resources/iam/policy.ts';
import { roleType } from './resources/iam/role.ts';
import { functionType } from './resources/lambda/function.ts';
import { layerVersionType } from './resources/lambda/layer-version.ts';
import { permissionType } from './resources/lambda/permission.ts';
import { aliasType, versionType } from './resources/lambda/qualified-function.ts';
import { logGroupType } from './resources/logs/log-group.ts';
import { typeRefusal } from './resources/refused-types.ts';
import type { ResourceType } from './resources/resource-type.ts';

/** Everything of all stacks that was read, by type; not yet linked. */
export type ReadResources = ReturnType<typeof readResources>;

/**
 * Reads the existing resources of all stacks. Refused types are faults; unknown ones are listed. Functions, integrations and
 * authorizers keep their faults to themselves: they count where a route reaches them.
 */
export function readResources(stacks: readonly LoadedStack[], faults: FaultList) {
  const all = <Part>(type: ResourceType<Part>): readonly Part[] =>
    stacks.flatMap((loaded) => readType(loaded, type, () => faults));
  const apart = <Part>(type: ResourceType<Part>): readonly Part[] =>
    stacks.flatMap((loaded) => readType(loaded, type, () => new FaultList()));
  const hasHttpApi = stacks.some(({ resources }) => [...resources.values()].some(({ type }) => type === apiType.type));
  all(logGroupType);
  all(nestedStackType);
  return {
    apis: all(apiType),
    stages: all(stageType),
    deployments: all(deploymentType),
    routes: all(routeType),
    integrations: apart(integrationType),
    authorizers: apart(authorizerType),
    domainNames: all(domainNameType),
    apiMappings: all(apiMappingType),
    functions: apart(functionType),
    layers: apart(layerVersionType),
    qualifiedFunctions: [...apart(versionType), ...apart(aliasType)],
    permissions: all(permissionType).filter((part) => part !== undefined),
    tables: [...all(tableType), ...all(globalTableType)],
    roles: all(roleType),
    inlinePolicies: [...all(policyType), ...all(rolePolicyType)],
    managedPolicies: all(managedPolicyType),
    userPools: all(userPoolType),
    resourceServers: all(resourceServerType),
    clients: all(userPoolClientType),
    domains: all(userPoolDomainType),
    notRun: stacks.flatMap((loaded) => otherResources(loaded, { hasHttpApi, faults })),
  };
}

function readType<Part>(loaded: LoadedStack, type: ResourceType<Part>, faultsOf: () => FaultList): readonly Part[] {
  return [...loaded.resources]
    .filter(([, resource]) => resource.type === type.type)
    .map(([logicalId, resource]) => {
      const place = placeOfResource(loaded.stack, logicalId, resource);
      const context = { place, scope: loaded.scope, faults: faultsOf() };
      const properties = new PropertyReader(resource.properties, type.properties, context);
      return type.read(properties, loaded.scope.identity(logicalId));
    });
}

function otherResources(
  loaded: LoadedStack,
  { hasHttpApi, faults }: { readonly hasHttpApi: boolean; readonly faults: FaultList },
): readonly NotRun[] {
  const others = [...loaded.resources].flatMap(([logicalId, { type }]) => {
    if (readTypes.has(type)) return [];
    const at: Located = { stack: loaded.stack, logicalId };
    const refusal = typeRefusal(type, { hasHttpApi });
    if (refusal === undefined) return [{ ...at, type }];
    faults.add({ ...at, type, path: 'Type' }, refusal);
    return [];
  });
  return [...others, ...loaded.template.leftOut];
}
