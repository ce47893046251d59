import type { Located } from '../../../model/index.ts';
import { arnOf } from '../../environment.ts';
import { uuidOf } from '../../physical-id.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceType } from '../resource-type.ts';

/** The name of a nested stack. AWS adds a random suffix, which is left out so that every start makes the same names. */
export const nestedStackName = ({ stack, logicalId }: Located): string => `${stack}-${logicalId}`;

/**
 * A nested stack. Its template is loaded and its outputs have values elsewhere; here are its allow list and its ARN.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
export const nestedStackType: ResourceType<undefined> = {
  type: 'AWS::CloudFormation::Stack',
  properties: {
    ...modelled('TemplateURL', 'Parameters'),
    ...harmless('says nothing about requests', 'Tags', 'NotificationARNs', 'TimeoutInMinutes'),
  },
  ref: ({ at, environment }) => arnOf(environment, 'cloudformation', `stack/${nestedStackName(at)}/${uuidOf(at)}`),
  attributes: {},
  read: () => undefined,
};
