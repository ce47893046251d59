import type { InvokePermission } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import { generatedName } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { functionUrl } from '../shared-findings.ts';

export interface PermissionPart {
  readonly properties: PropertyReader;
  /** A name, an ARN, or `<account>:function:<name>`. */
  readonly functionName: string;
  readonly permission: InvokePermission;
}

const narrower = 'Narrow the permission with SourceArn instead.';

const resourceProperties = {
  ...modelled('Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'),
  ...refused(
    {
      rule: 'permission-for-organization',
      what: 'Permissions for an organization are not run by the local platform',
      remedy: narrower,
    },
    'PrincipalOrgID',
  ),
  ...refused(
    {
      rule: 'permission-event-source-token',
      what: 'Event source tokens are not run by the local platform',
      remedy: narrower,
    },
    'EventSourceToken',
  ),
  ...refused(functionUrl, 'FunctionUrlAuthType', 'InvokedViaFunctionUrl'),
};

const maxName = 100;
const actionNames = ['lambda:InvokeFunction', 'lambda:*', '*'] as const;
const statementId = (self: ResourceIdentity): string => generatedName(self.at, maxName);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permissionType: ResourceType<PermissionPart> = {
  type: 'AWS::Lambda::Permission',
  properties: resourceProperties,
  ref: statementId,
  attributes: { Id: statementId },
  read: (properties, self) => {
    const sourceArn = properties.optionalString('SourceArn');
    checkAccount(properties, self);
    return {
      properties,
      functionName: properties.string('FunctionName'),
      permission: {
        ...self.at,
        action: properties.requiredOneOf('Action', actionNames) ?? '',
        principal: properties.string('Principal'),
        ...(sourceArn === undefined ? {} : { sourceArn }),
      },
    };
  },
};

/** The condition holds for every call made here when it names this account; another account makes no calls here. */
function checkAccount(properties: PropertyReader, self: ResourceIdentity): void {
  const account = properties.optionalString('SourceAccount');
  if (account === undefined || account === self.environment.accountId) return;
  properties.fault('SourceAccount', {
    rule: 'permission-source-account',
    what: 'SourceAccount is not the account of the local platform',
    given: quote(account),
    allowed: self.environment.accountId,
    remedy: `Use ${self.environment.accountId}, or Ref AWS::AccountId.`,
  });
}
