import { apiType } from './apigateway/api.ts';
import { apiMappingType } from './apigateway/api-mapping.ts';
import { authorizerType } from './apigateway/authorizer.ts';
import { deploymentType } from './apigateway/deployment.ts';
import { domainNameType } from './apigateway/domain-name.ts';
import { integrationType } from './apigateway/integration.ts';
import { routeType } from './apigateway/route.ts';
import { stageType } from './apigateway/stage.ts';
import { nestedStackType } from './cloudformation/stack.ts';
import { resourceServerType } from './cognito/resource-server.ts';
import { userPoolType } from './cognito/user-pool.ts';
import { userPoolClientType } from './cognito/user-pool-client.ts';
import { userPoolDomainType } from './cognito/user-pool-domain.ts';
import { globalTableType } from './dynamodb/global-table.ts';
import { tableType } from './dynamodb/table.ts';
import { managedPolicyType } from './iam/managed-policy.ts';
import { policyType, rolePolicyType } from './iam/policy.ts';
import { roleType } from './iam/role.ts';
import { functionType } from './lambda/function.ts';
import { layerVersionType } from './lambda/layer-version.ts';
import { permissionType } from './lambda/permission.ts';
import { aliasType, versionType } from './lambda/qualified-function.ts';
import { logGroupType } from './logs/log-group.ts';
import type { Referable, ResourceType } from './resource-type.ts';
import { ssmParameter } from './ssm-parameter.ts';

const knownTypes: readonly ResourceType<unknown>[] = [
  apiType,
  stageType,
  deploymentType,
  routeType,
  integrationType,
  authorizerType,
  domainNameType,
  apiMappingType,
  functionType,
  layerVersionType,
  permissionType,
  versionType,
  aliasType,
  roleType,
  policyType,
  rolePolicyType,
  managedPolicyType,
  logGroupType,
  nestedStackType,
  tableType,
  globalTableType,
  userPoolType,
  resourceServerType,
  userPoolClientType,
  userPoolDomainType,
];

/** The types that are read. Any other is refused or listed as not run. */
export const readTypes: ReadonlySet<string> = new Set(knownTypes.map(({ type }) => type));

/** The types whose `Ref` and attributes have values that are not made up, by type. */
export const referables: ReadonlyMap<string, Referable> = new Map(
  [...knownTypes, ssmParameter].map((type) => [type.type, type]),
);
