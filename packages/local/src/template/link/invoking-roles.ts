import { evaluatePolicy } from '../../iam/index.ts';
import type { FaultList, InvokingRole, PolicyStatement } from '../../model/index.ts';
import { isJsonObject } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { modelled } from '../properties/property-table.ts';
import type { ReadResources } from '../read-resources.ts';
import { awsManagedInvocation } from '../resources/iam/aws-managed-policies.ts';
import { readStatements } from '../resources/iam/read-statements.ts';
import type { RolePart } from '../resources/iam/role.ts';
import { type GivenPolicies, givenStatements } from './given-policies.ts';

/** Whether a role may invoke a function for API Gateway. */
export type RoleInvocation = (roleArn: string, functionArn: string) => InvokingRole;

const action = 'lambda:InvokeFunction';
const inlineMembers = modelled('PolicyName', 'PolicyDocument');

interface Policies {
  readonly parts: ReadResources;
  readonly given: GivenPolicies;
  readonly faults: FaultList;
}

/**
 * Evaluates the policies of roles that integrations and authorizers assume: API Gateway must be trusted to assume the role, and
 * the role must allow the call. What is not known grants nothing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function invokingRoles(policies: Policies): RoleInvocation {
  const { parts, given, faults } = policies;
  return (roleArn, functionArn) => {
    const role = parts.roles.find(({ arn }) => arn === roleArn);
    if (role !== undefined && !trustsApiGateway(role)) {
      return { roleArn, denial: `the role ${roleArn} does not let apigateway.amazonaws.com assume it` };
    }
    const statements = role === undefined ? givenStatements(given, roleArn, faults) : statementsOf(role, policies);
    if (statements === undefined) return { roleArn, denial: `the policies of the role ${roleArn} are not known` };
    if (evaluatePolicy(statements, { action, resource: functionArn }) === 'allow') return { roleArn };
    return { roleArn, denial: `the role ${roleArn} does not allow ${action} on ${functionArn}` };
  };
}

function statementsOf({ properties, name }: RolePart, { parts, given, faults }: Policies): readonly PolicyStatement[] {
  const read = (holder: PropertyReader) => readStatements(holder, 'PolicyDocument', [action]);
  const managed = properties.strings('ManagedPolicyArns').flatMap((arn) => {
    const part = parts.managedPolicies.find((policy) => policy.arn === arn);
    return part === undefined
      ? (givenStatements(given, arn, faults) ?? awsManagedInvocation(arn))
      : read(part.properties);
  });
  const attached = [...parts.inlinePolicies, ...parts.managedPolicies].filter(({ roles }) => roles.includes(name));
  // A boundary that is not evaluated grants nothing.
  if (properties.has('PermissionsBoundary')) return [];
  return [
    ...properties.objects('Policies', inlineMembers).flatMap(read),
    ...attached.flatMap(({ properties: holder }) => read(holder)),
    ...managed,
  ];
}

/** A statement with a condition is read as no trust. */
function trustsApiGateway({ properties }: RolePart): boolean {
  const document = properties.raw('AssumeRolePolicyDocument');
  const written = isJsonObject(document) ? own(document, 'Statement') : undefined;
  return listOf(written).some((statement) => {
    if (!isJsonObject(statement) || own(statement, 'Effect') !== 'Allow' || Object.hasOwn(statement, 'Condition')) {
      return false;
    }
    const principal = own(statement, 'Principal');
    const services = isJsonObject(principal) ? own(principal, 'Service') : undefined;
    return (
      listOf(services).includes('apigateway.amazonaws.com') &&
      listOf(own(statement, 'Action')).includes('sts:AssumeRole')
    );
  });
}

const listOf = (json: Json | undefined): readonly Json[] => (isList(json) ? json : json === undefined ? [] : [json]);
