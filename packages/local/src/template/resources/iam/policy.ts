import { generatedName } from '../../physical-id.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPolicyDocument } from './policy-document.ts';

const MAX_NAME = 128;
const policyId = (self: ResourceIdentity): string => generatedName(self.at, MAX_NAME);

/**
 * An inline policy. Read for its outline only.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const policyType: ResourceType<undefined> = {
  type: 'AWS::IAM::Policy',
  properties: {
    ...modelled('PolicyName', 'PolicyDocument'),
    ...harmless('policies are not evaluated here', 'Roles', 'Users', 'Groups'),
  },
  ref: policyId,
  attributes: { Id: policyId },
  read: (properties) => {
    properties.string('PolicyName');
    checkPolicyDocument(properties, 'PolicyDocument');
    return undefined;
  },
};
