import { generatedName, mixedCaseId } from '../../physical-id.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPolicyDocument } from './check-policy-document.ts';
import type { PolicyPart } from './policy.ts';

/** A policy that roles may name by its ARN, too. */
export interface ManagedPolicyPart extends PolicyPart {
  readonly arn: string;
}

const maxName = 128;
const policyIdLength = 17;

const policyArn = (self: ResourceIdentity): string => {
  const { partition, accountId } = self.environment;
  const name = self.given('ManagedPolicyName') ?? generatedName(self.at, maxName);
  return `arn:${partition}:iam::${accountId}:policy${self.given('Path') ?? '/'}${name}`;
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicyType: ResourceType<ManagedPolicyPart> = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    ...modelled('ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'),
    ...harmless('functions are neither', 'Users', 'Groups'),
    ...harmless('says nothing about requests', 'Description', 'Tags'),
  },
  ref: policyArn,
  attributes: {
    PolicyArn: policyArn,
    PolicyId: (self) => `ANPA${mixedCaseId(self.at, policyIdLength).toUpperCase()}`,
  },
  read: (properties, self) => {
    properties.optionalString('ManagedPolicyName');
    properties.optionalString('Path');
    checkPolicyDocument(properties, 'PolicyDocument');
    return { properties, arn: policyArn(self), roles: properties.strings('Roles') };
  },
};
