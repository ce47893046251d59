import type { FaultList, PolicyStatement, Role } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { modelled } from '../properties/property-table.ts';
import type { ReadResources } from '../read-resources.ts';
import { awsManagedStatements, isManagedByAws } from '../resources/iam/aws-managed-policies.ts';
import { readStatements } from '../resources/iam/read-statements.ts';
import type { RolePart } from '../resources/iam/role.ts';
import { type GivenPolicies, givenStatements } from './given-policies.ts';

/** What roles need from outside the stacks. */
export interface RoleSurroundings {
  /** Of the functions that are served. */
  readonly roleArns: readonly string[];
  readonly given: GivenPolicies;
  readonly faults: FaultList;
}

interface Linking extends RoleSurroundings {
  readonly parts: ReadResources;
}

const inlineMembers = modelled('PolicyName', 'PolicyDocument');

/**
 * Gives each role of a served function its policies: inline, attached by name, managed by the template, by AWS or given. A
 * role that is nowhere is left out. Without tables nothing asks for policies, so none is read.
 */
export function linkRoles(parts: ReadResources, surroundings: RoleSurroundings): readonly Role[] {
  const linking = { ...surroundings, parts };
  refuseUnused(linking);
  if (parts.tables.length === 0) return [];
  return [...new Set(surroundings.roleArns)].flatMap((arn) => {
    const part = parts.roles.find((role) => role.arn === arn);
    return (part === undefined ? givenRole(arn, linking) : linkRole(part, linking)) ?? [];
  });
}

/** A misspelt ARN must not be mistaken for one that works. */
function refuseUnused({ parts, roleArns, given, faults }: Linking): void {
  const templates = new Set([...parts.roles, ...parts.managedPolicies].map(({ arn }) => arn));
  for (const arn of Object.keys(given)) {
    const place = { option: { name: 'policies', entry: arn } } as const;
    if (templates.has(arn)) {
      const what = `${arn} is in the assembly, with its policies`;
      faults.add(place, { rule: 'policies-of-assembly-role', what, remedy: 'Leave it out.' });
    } else if (
      !/^arn:[a-z-]+:iam::(\d{12}|aws):policy\/./.test(arn) &&
      !roleArns.includes(arn) &&
      !isInvoking(arn, parts)
    ) {
      const known = roleArns.filter((role) => !templates.has(role)).join(', ') || 'none';
      faults.add(place, {
        rule: 'policies-of-unknown-role',
        what: `${arn} is no managed policy, nor a role of a served function`,
        allowed: `managed policies, and these roles: ${known}`,
        remedy: 'Correct the ARN.',
      });
    }
  }
}

/** Whether an integration or an authorizer assumes the role. */
const isInvoking = (arn: string, { integrations, authorizers }: ReadResources): boolean =>
  [...integrations, ...authorizers].some((part) => 'credentialsArn' in part && part.credentialsArn === arn);

/** A role outside: what is given for it, and what the assembly attaches to it. */
function givenRole(arn: string, linking: Linking): Role | undefined {
  const statements = givenStatements(linking.given, arn, linking.faults);
  if (statements === undefined) return undefined;
  return {
    arn,
    statements: [...statements, ...attachedStatements(arn.split('/').at(-1) ?? '', linking)],
    unknownPolicies: [],
  };
}

/** Of the policies that name a role, wherever in the assembly. */
const attachedStatements = (roleName: string, { parts }: Linking): readonly PolicyStatement[] =>
  [...parts.inlinePolicies, ...parts.managedPolicies]
    .filter(({ roles }) => roles.includes(roleName))
    .flatMap(({ properties }) => readStatements(properties, 'PolicyDocument'));

function linkRole(part: RolePart, linking: Linking): Role {
  const { stack, logicalId, properties, name, arn } = part;
  const managed = properties.strings('ManagedPolicyArns').map((policy, index) => ({
    policy,
    statements: managedStatements(policy, linking),
    at: `ManagedPolicyArns[${index}]`,
  }));
  for (const { policy, statements, at } of managed) {
    if (statements === undefined && !isManagedByAws(policy)) refuseUnknown(properties, at, policy);
  }
  const boundary = readBoundary(properties, linking);
  return {
    arn,
    statements: [
      ...properties.objects('Policies', inlineMembers).flatMap((policy) => readStatements(policy, 'PolicyDocument')),
      ...attachedStatements(name, linking),
      ...managed.flatMap(({ statements }) => statements ?? []),
    ],
    ...(boundary === undefined ? {} : { boundary }),
    unknownPolicies: managed
      .filter(({ statements }) => statements === undefined)
      .map(({ policy }) => ({ stack, logicalId, arn: policy })),
  };
}

/** A boundary that is not known must not be taken for none. */
function readBoundary(properties: PropertyReader, linking: Linking): readonly PolicyStatement[] | undefined {
  const arn = properties.optionalString('PermissionsBoundary');
  if (arn === undefined) return undefined;
  const statements = managedStatements(arn, linking);
  if (statements === undefined) refuseUnknown(properties, 'PermissionsBoundary', arn);
  return statements ?? [];
}

function managedStatements(arn: string, { parts, given, faults }: Linking): readonly PolicyStatement[] | undefined {
  const part = parts.managedPolicies.find((policy) => policy.arn === arn);
  if (part !== undefined) return readStatements(part.properties, 'PolicyDocument');
  return givenStatements(given, arn, faults) ?? awsManagedStatements(arn);
}

/** It may deny. */
function refuseUnknown(properties: PropertyReader, at: string, arn: string): void {
  properties.fault(at, {
    rule: 'unknown-managed-policy',
    what: `The managed policy ${quote(arn)} is not in the assembly: what it says about tables is not known`,
    remedy: 'Declare it in the assembly (AWS::IAM::ManagedPolicy).',
    option: { name: 'policies', entry: arn },
  });
}
