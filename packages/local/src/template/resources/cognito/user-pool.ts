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

const POOL_ID_LENGTH = 9;
const MAX_NAME = 128;
const poolId = (self: ResourceIdentity): string => `${self.environment.region}_${mixedCaseId(self.at, POOL_ID_LENGTH)}`;
const providerName = (self: ResourceIdentity): string =>
  `cognito-idp.${self.environment.region}.${self.environment.urlSuffix}/${poolId(self)}`;
const issuer = (self: ResourceIdentity): string => `https://${providerName(self)}`;

const NO_USERS = 'no user signs in here: tokens are issued to clients only';

const PROPERTIES = {
  ...modelled('UserPoolName'),
  ...harmless(NO_USERS, 'AccountRecoverySetting', 'AdminCreateUserConfig', 'AliasAttributes', 'AutoVerifiedAttributes'),
  ...harmless(NO_USERS, 'DeviceConfiguration', 'EmailAuthenticationMessage', 'EmailAuthenticationSubject'),
  ...harmless(NO_USERS, 'EmailConfiguration', 'EmailVerificationMessage', 'EmailVerificationSubject', 'EnabledMfas'),
  ...harmless(NO_USERS, 'MfaConfiguration', 'Policies', 'Schema', 'SmsAuthenticationMessage', 'SmsConfiguration'),
  ...harmless(
    NO_USERS,
    'SmsVerificationMessage',
    'UserAttributeUpdateSettings',
    'UserPoolAddOns',
    'UsernameAttributes',
  ),
  ...harmless(NO_USERS, 'UsernameConfiguration', 'VerificationMessageTemplate', 'WebAuthnFactorConfiguration'),
  ...harmless(NO_USERS, 'WebAuthnRelyingPartyID', 'WebAuthnUserVerification'),
  ...harmless('says nothing about tokens', 'UserPoolTags', 'UserPoolTier', 'DeletionProtection'),
  ...refused(
    'Lambda triggers of a user pool are not run by the local platform: they change who gets which token',
    'Remove LambdaConfig from the stack that is run locally.',
    'LambdaConfig',
  ),
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPoolType: ResourceType<UserPoolPart> = {
  type: 'AWS::Cognito::UserPool',
  properties: PROPERTIES,
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
    name: properties.optionalString('UserPoolName') ?? generatedName(self.at, MAX_NAME),
    issuer: issuer(self),
  }),
};
