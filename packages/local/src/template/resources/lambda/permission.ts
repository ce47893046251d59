import type { InvokePermission } from '../../../model/index.ts';
import { generatedName } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

export interface PermissionPart {
  readonly properties: PropertyReader;
  /** A name, an ARN, or `<account>:function:<name>`, each with or without a qualifier. */
  readonly functionName: string;
  readonly permission: InvokePermission;
}

/** Conditions that the local gateway does not evaluate. */
const conditions = [
  'PrincipalOrgID',
  'SourceAccount',
  'EventSourceToken',
  'FunctionUrlAuthType',
  'InvokedViaFunctionUrl',
] as const;

const maxName = 100;
const invokingActions: ReadonlySet<string> = new Set(['lambda:InvokeFunction', 'lambda:*', '*']);
const invokingPrincipals: ReadonlySet<string> = new Set(['apigateway.amazonaws.com', '*']);
const statementId = (self: ResourceIdentity): string => generatedName(self.at, maxName);

/**
 * A statement of a function's resource policy; `undefined` for one that says nothing about the API: it is for another
 * principal or another action, or it has a condition that is not evaluated here and so grants nothing.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export const permissionType: ResourceType<PermissionPart | undefined> = {
  type: 'AWS::Lambda::Permission',
  properties: modelled('Action', 'FunctionName', 'Principal', 'SourceArn', ...conditions),
  ref: statementId,
  attributes: { Id: statementId },
  read: (properties, self) => {
    const action = properties.string('Action');
    const principal = properties.string('Principal');
    if (!invokingActions.has(action) || !invokingPrincipals.has(principal)) return undefined;
    const condition = conditions.find((name) => properties.has(name));
    if (condition !== undefined) {
      properties.deviation(condition, 'The condition is not evaluated here: the permission grants nothing.');
      return undefined;
    }
    const sourceArn = properties.optionalString('SourceArn');
    const source = sourceArn === undefined ? {} : { sourceArn };
    return {
      properties,
      functionName: properties.string('FunctionName'),
      permission: { ...self.at, action, principal, ...source },
    };
  },
};
