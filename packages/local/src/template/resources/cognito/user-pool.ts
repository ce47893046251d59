import { arnOf } from '../../environment.ts';
import { generatedName, mixedCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless, modelled } from '../../properties/property-table.ts';
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
  ...modelled('LambdaConfig'),
  ...deviating('The property is not known here and has no effect.', '*'),
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
  read: (properties, self) => {
    checkTriggers(properties);
    return {
      self,
      poolId: poolId(self),
      name: properties.optionalString('UserPoolName') ?? generatedName(self.at, maxName),
      issuer: issuer(self),
    };
  },
};

/** Triggers that are told of what happened, or word a message. */
const tellingTriggers: ReadonlySet<string> = new Set([
  ...['PostAuthentication', 'PostConfirmation', 'CustomMessage', 'CustomEmailSender', 'CustomSMSSender', 'KMSKeyID'],
]);

/** Any other trigger decides who gets in, or what a token says. */
function checkTriggers(properties: PropertyReader): void {
  const triggers = properties.object('LambdaConfig')?.names ?? [];
  if (triggers.every((name) => tellingTriggers.has(name))) {
    if (triggers.length > 0) properties.deviation('LambdaConfig', 'No trigger is called: people cannot sign in here.');
    return;
  }
  properties.fault('LambdaConfig', {
    rule: 'user-pool-triggers',
    what: 'Lambda triggers of a user pool are not run by the local platform: they change who gets which token',
    given: triggers.filter((name) => !tellingTriggers.has(name)).join(', '),
    remedy: 'Remove these triggers from the stack that is run locally.',
  });
}
