import { arnOf } from '../../environment.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

/** A version or an alias of a function: it has the function's code, and a resource policy of its own. */
export interface QualifiedFunctionPart {
  readonly properties: PropertyReader;
  /** Of the function, without the qualifier. */
  readonly functionArn: string;
  /** The function's ARN, a colon, and the name of the alias or the number of the version. */
  readonly arn: string;
  /** The version that runs. */
  readonly version: string;
}

/** Every deployment that changes a function makes a version of it; here there is one. */
const onlyVersion = '1';

const ofLambda = 'Execution environments are started when calls come: none are kept warm.';

const functionArn = (self: ResourceIdentity): string => {
  const name = self.given('FunctionName') ?? '';
  return name.startsWith('arn:')
    ? name
    : arnOf(self.environment, 'lambda', name.replace(/^(\d{12}:)?(function:)?/, 'function:'));
};

const versionArn = (self: ResourceIdentity): string => `${functionArn(self)}:${onlyVersion}`;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const versionType: ResourceType<QualifiedFunctionPart> = {
  type: 'AWS::Lambda::Version',
  properties: {
    ...modelled('FunctionName'),
    ...harmless('says nothing about invocations', 'Description', 'CodeSha256', 'RuntimePolicy'),
    ...deviating(ofLambda, 'ProvisionedConcurrencyConfig', 'FunctionScalingConfig'),
  },
  ref: versionArn,
  attributes: { FunctionArn: versionArn, Version: () => onlyVersion },
  read: (properties, self) => {
    properties.string('FunctionName');
    return { properties, functionArn: functionArn(self), arn: versionArn(self), version: onlyVersion };
  },
};

const aliasArn = (self: ResourceIdentity): string => `${functionArn(self)}:${self.given('Name') ?? ''}`;

/**
 * An alias runs the code of the template, whatever version it names.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html
 */
export const aliasType: ResourceType<QualifiedFunctionPart> = {
  type: 'AWS::Lambda::Alias',
  properties: {
    ...modelled('FunctionName', 'FunctionVersion', 'Name'),
    ...harmless('says nothing about invocations', 'Description'),
    ...deviating('Every call runs the code of the template, whatever the weights of versions are.', 'RoutingConfig'),
    ...deviating(ofLambda, 'ProvisionedConcurrencyConfig'),
  },
  ref: aliasArn,
  attributes: { AliasArn: aliasArn },
  read: (properties, self) => {
    properties.string('FunctionName');
    properties.string('Name');
    const version = properties.string('FunctionVersion');
    if (version !== onlyVersion) {
      properties.deviation('FunctionVersion', `Version ${version} is not here: the code of the template runs.`);
    }
    return { properties, functionArn: functionArn(self), arn: aliasArn(self), version };
  },
};
