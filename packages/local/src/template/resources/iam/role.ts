import { generatedName, mixedCaseId } from '../../physical-id.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPolicyDocument } from './policy-document.ts';

const MAX_NAME = 64;
const ROLE_ID_LENGTH = 17;
const roleName = (self: ResourceIdentity): string => self.given('RoleName') ?? generatedName(self.at, MAX_NAME);
const roleArn = (self: ResourceIdentity): string => {
  const { partition, accountId } = self.environment;
  return `arn:${partition}:iam::${accountId}:role${self.given('Path') ?? '/'}${roleName(self)}`;
};

const NOT_EVALUATED = 'policies are not evaluated here';

/**
 * A role gives functions an ARN; what it may do is not in the model.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export const roleType: ResourceType<undefined> = {
  type: 'AWS::IAM::Role',
  properties: {
    ...modelled('AssumeRolePolicyDocument', 'RoleName', 'Path'),
    ...harmless(NOT_EVALUATED, 'ManagedPolicyArns', 'Policies', 'PermissionsBoundary', 'MaxSessionDuration'),
    ...harmless('says nothing about requests', 'Description', 'Tags'),
  },
  ref: roleName,
  attributes: { Arn: roleArn, RoleId: (self) => `AROA${mixedCaseId(self.at, ROLE_ID_LENGTH).toUpperCase()}` },
  read: (properties) => {
    checkPolicyDocument(properties, 'AssumeRolePolicyDocument');
    properties.optionalString('RoleName');
    properties.optionalString('Path');
    return undefined;
  },
};
