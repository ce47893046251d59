import { generatedName } from '../physical-id.ts';
import type { Referable, ResourceIdentity } from './resource-type.ts';

const maxName = 1011;

/** The name that a template gives, or the one CloudFormation would make up. */
export const ssmParameterName = (self: ResourceIdentity): string =>
  self.given('Name') ?? generatedName(self.at, maxName);

/**
 * A parameter of SSM Parameter Store is not run, but what the template says about it is known: values are not made up.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html
 */
export const ssmParameter: Referable = {
  type: 'AWS::SSM::Parameter',
  ref: ssmParameterName,
  attributes: { Value: (self) => self.given('Value') ?? '', Type: (self) => self.given('Type') ?? '' },
};
