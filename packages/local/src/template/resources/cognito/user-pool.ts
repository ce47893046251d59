import { arnOf } from '../../environment.ts';
import { generatedName, mixedCaseId } from '../../physical-id.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

/** An `AWS::Cognito::UserPool` before its resource servers, clients and domain are found. */
export interface UserPoolPart {
  readonly self: ResourceIdentity;
  readonly poolId: string;
  readonly name: string;
  readonly issuer: string;
}

const poolIdLength = 9;
const maxName = 128;
const poolId = (self: ResourceIdentity): string => `${self.environment.region}_${mixedCaseId(self.at, poolIdLength)}`;
const providerName = (self: ResourceIdentity): string =>
  `cognito-idp.${self.environment.region}.${self.environment.urlSuffix}/${poolId(self)}`;
const issuer = (self: ResourceIdentity): string => `https://${providerName(self)}`;

const noUsers = 'no user signs in here: tokens are issued to clients only';

const resourceProperties = {
  ...modelled('UserPoolName'),
  ...harmless(noUsers, 'AccountRecoverySetting', 'AdminCreateUserConfig', 'AliasAttributes', 'AutoVerifiedAttributes'),
  ...harmless(noUsers, 'DeviceConfiguration', 'EmailAuthenticationMessage', 'EmailAuthenticationSubject'),
  ...harmless(noUsers, 'EmailConfiguration', 'EmailVerificationMessage', 'EmailVerificationSubject', 'EnabledMfas'),
  ...harmless(noUsers, 'MfaConfiguration', 'Policies', 'Schema', 'SmsAuthenticationMessage', 'SmsConfiguration'),
  ...harmless(noUsers, 'SmsVerificationMessage', 'UserAttributeUpdateSettings', 'UserPoolAddOns', 'UsernameAttributes'),
  ...harmless(noUsers, 'UsernameConfiguration', 'VerificationMessageTemplate', 'WebAuthnFactorConfiguration'),
  ...harmless(noUsers, 'WebAuthnRelyingPartyID', 'WebAuthnUserVerification'),
  ...harmless('says nothing about tokens', 'UserPoolTags', 'UserPoolTier', 'DeletionProtection'),
  ...refused(
    {
      rule: 'user-pool-triggers',
      what: 'Lambda triggers of a user pool are not run by the local platform: they change who gets which token',
      remedy: 'Remove LambdaConfig from the stack that is run locally.',
    },
    'LambdaConfig',
  ),
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPoolType: ResourceType<UserPoolPart> = {
  type: 'AWS::Cognito::UserPool',
  properties: resourceProperties,
  ref: poolId,
  attributes: {
    Arn: (self) => arnOf(self.environment, 'cognito-idp', `userpool/${poolId(self)}`),
    ProviderName: providerName,
    ProviderURL: issuer,
    UserPoolId: poolId,
  },
  read: (properties, self) => ({
    self,
    poolId: poolId(self),
    name: properties.optionalString('UserPoolName') ?? generatedName(self.at, maxName),
    issuer: issuer(self),
  }),
};
