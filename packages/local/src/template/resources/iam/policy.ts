import { generatedName } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPolicyDocument } from './check-policy-document.ts';

/** A policy that names the roles it belongs to. */
export interface PolicyPart {
  readonly properties: PropertyReader;
  /** By name. */
  readonly roles: readonly string[];
}

const maxName = 128;
const policyId = (self: ResourceIdentity): string => generatedName(self.at, maxName);

/**
 * An inline policy of roles. Its document is read when a function that is served has one of them.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const policyType: ResourceType<PolicyPart> = {
  type: 'AWS::IAM::Policy',
  properties: {
    ...modelled('PolicyName', 'PolicyDocument', 'Roles'),
    ...harmless('functions are neither', 'Users', 'Groups'),
  },
  ref: policyId,
  attributes: { Id: policyId },
  read: (properties) => {
    properties.string('PolicyName');
    checkPolicyDocument(properties, 'PolicyDocument');
    return { properties, roles: properties.strings('Roles') };
  },
};

/**
 * As {@link policyType}, for one role.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html
 */
export const rolePolicyType: ResourceType<PolicyPart> = {
  type: 'AWS::IAM::RolePolicy',
  properties: modelled('PolicyName', 'PolicyDocument', 'RoleName'),
  ref: policyId,
  attributes: {},
  read: (properties) => {
    properties.string('PolicyName');
    checkPolicyDocument(properties, 'PolicyDocument');
    return { properties, roles: [properties.string('RoleName')] };
  },
};
