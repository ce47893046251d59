import { arnOf } from '../../environment.ts';
import { generatedName } from '../../physical-id.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

const maxName = 512;
const logGroupName = (self: ResourceIdentity): string => self.given('LogGroupName') ?? generatedName(self.at, maxName);

/**
 * A log group gives functions and stages a name to log to.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export const logGroupType: ResourceType<undefined> = {
  type: 'AWS::Logs::LogGroup',
  properties: {
    ...modelled('LogGroupName'),
    ...harmless('logs live as long as the platform', 'RetentionInDays', 'LogGroupClass', 'DeletionProtectionEnabled'),
    ...harmless('logs do not leave this machine', 'KmsKeyId', 'DataProtectionPolicy', 'FieldIndexPolicies'),
    ...harmless('logs do not leave this machine', 'ResourcePolicyDocument', 'BearerTokenAuthenticationEnabled'),
    ...harmless('says nothing about requests', 'Tags'),
  },
  ref: logGroupName,
  attributes: { Arn: (self) => arnOf(self.environment, 'logs', `log-group:${logGroupName(self)}:*`) },
  read: (properties) => {
    properties.optionalString('LogGroupName');
    return undefined;
  },
};
