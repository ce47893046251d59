import type { Located } from '../../../model/index.ts';
import { generatedName, mixedCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPolicyDocument } from './check-policy-document.ts';

/** A role; its policies are read when a function that is served has it. */
export interface RolePart extends Located {
  readonly properties: PropertyReader;
  readonly name: string;
  readonly arn: string;
}

const maxName = 64;
const roleIdLength = 17;
const roleName = (self: ResourceIdentity): string => self.given('RoleName') ?? generatedName(self.at, maxName);
const roleArn = (self: ResourceIdentity): string => {
  const { partition, accountId } = self.environment;
  return `arn:${partition}:iam::${accountId}:role${self.given('Path') ?? '/'}${roleName(self)}`;
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const roleType: ResourceType<RolePart> = {
  type: 'AWS::IAM::Role',
  properties: {
    ...modelled('AssumeRolePolicyDocument', 'RoleName', 'Path'),
    ...modelled('ManagedPolicyArns', 'Policies', 'PermissionsBoundary'),
    ...harmless('sessions last as long as the platform', 'MaxSessionDuration'),
    ...harmless('says nothing about requests', 'Description', 'Tags'),
  },
  ref: roleName,
  attributes: { Arn: roleArn, RoleId: (self) => `AROA${mixedCaseId(self.at, roleIdLength).toUpperCase()}` },
  read: (properties, self) => {
    checkPolicyDocument(properties, 'AssumeRolePolicyDocument');
    properties.optionalString('RoleName');
    properties.optionalString('Path');
    return { ...self.at, properties, name: roleName(self), arn: roleArn(self) };
  },
};
