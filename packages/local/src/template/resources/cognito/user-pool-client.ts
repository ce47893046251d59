import { clientWithoutSecret, type UserPoolClient } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import { generatedName, lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

export interface UserPoolClientPart {
  readonly properties: PropertyReader;
  readonly userPoolId: string;
  readonly client: UserPoolClient;
}

const clientIdLength = 26;
const maxName = 128;
const clientId = (self: ResourceIdentity): string => lowerCaseId(self.at, clientIdLength);
const clientName = (self: ResourceIdentity): string => self.given('ClientName') ?? generatedName(self.at, maxName);

const noUsers = 'no user signs in here: tokens are issued to clients only';

const resourceProperties = {
  ...modelled('UserPoolId', 'ClientName', 'GenerateSecret', 'AllowedOAuthFlows', 'AllowedOAuthScopes'),
  ...modelled('AllowedOAuthFlowsUserPoolClient', 'AccessTokenValidity', 'TokenValidityUnits', 'ExplicitAuthFlows'),
  ...harmless(noUsers, 'AnalyticsConfiguration', 'AuthSessionValidity', 'CallbackURLs', 'DefaultRedirectURI'),
  ...harmless(noUsers, 'EnablePropagateAdditionalUserContextData', 'EnableTokenRevocation', 'IdTokenValidity'),
  ...harmless(noUsers, 'LogoutURLs', 'PreventUserExistenceErrors', 'ReadAttributes', 'RefreshTokenRotation'),
  ...harmless(noUsers, 'RefreshTokenValidity', 'SupportedIdentityProviders', 'WriteAttributes'),
  ...deviating('The property is not known here and has no effect.', '*'),
};

const clientCredentials = 'client_credentials';
const oauthFlows: readonly string[] = [clientCredentials, 'code', 'implicit'];
const noSignIn = 'People cannot sign in here: tokens are issued to clients with client_credentials only.';

const units = { ...modelled('AccessToken'), ...harmless(noUsers, 'IdToken', 'RefreshToken') };
const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const unitNames = ['seconds', 'minutes', 'hours', 'days'] as const;

/** Five minutes to one day, and Cognito's default of one hour. */
const minTokenSeconds = 300;
const maxTokenSeconds = 86_400;
const defaultTokenSeconds = 3600;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const userPoolClientType: ResourceType<UserPoolClientPart> = {
  type: 'AWS::Cognito::UserPoolClient',
  properties: resourceProperties,
  ref: clientId,
  attributes: { ClientId: clientId, Name: clientName },
  read: (properties, self) => {
    tellSignIn(properties);
    checkFlows(properties);
    return {
      properties,
      userPoolId: properties.string('UserPoolId'),
      client: {
        ...self.at,
        clientId: clientId(self),
        name: properties.optionalString('ClientName') ?? generatedName(self.at, maxName),
        generateSecret: properties.boolean('GenerateSecret') ?? false,
        flows: properties.strings('AllowedOAuthFlows'),
        scopes: properties.strings('AllowedOAuthScopes'),
        accessTokenSeconds: readTokenLife(properties),
      },
    };
  },
};

/** What signs people in is not run here. It issues no token, so that it decides nothing. */
function tellSignIn(properties: PropertyReader): void {
  const flows = properties.strings('ExplicitAuthFlows').filter((flow) => flow !== 'ALLOW_REFRESH_TOKEN_AUTH');
  if (flows.length > 0) properties.deviation('ExplicitAuthFlows', noSignIn);
  const oauthFlows = properties.strings('AllowedOAuthFlows').filter((flow) => flow !== clientCredentials);
  if (oauthFlows.length > 0) properties.deviation('AllowedOAuthFlows', noSignIn);
}

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
function checkFlows(properties: PropertyReader): void {
  const flows = properties.strings('AllowedOAuthFlows');
  const unknown = flows.find((flow) => !oauthFlows.includes(flow));
  const isConfidential = flows.includes(clientCredentials);
  if (unknown !== undefined) {
    properties.fault('AllowedOAuthFlows', {
      rule: 'oauth-flow',
      what: `${quote(unknown)} is no OAuth flow of a user pool`,
      allowed: oauthFlows.join(', '),
      remedy: 'Use one of these.',
    });
  } else if (isConfidential && flows.length > 1) {
    properties.fault('AllowedOAuthFlows', {
      rule: 'client-credentials-with-other-flows',
      what: 'client_credentials flow can not be selected along with code flow or implicit flow.',
      remedy: 'Use a client of its own for client_credentials.',
    });
  } else if (isConfidential && properties.boolean('GenerateSecret') !== true) {
    properties.fault('GenerateSecret', clientWithoutSecret);
  } else if (flows.length > 0 && properties.boolean('AllowedOAuthFlowsUserPoolClient') !== true) {
    properties.fault('AllowedOAuthFlowsUserPoolClient', {
      rule: 'oauth-flows-not-allowed',
      what: 'The client lists OAuth flows but is not allowed to use them',
      remedy: 'Set AllowedOAuthFlowsUserPoolClient to true.',
    });
  }
}

function readTokenLife(properties: PropertyReader): number {
  const unit = properties.object('TokenValidityUnits', units)?.oneOf('AccessToken', unitNames) ?? 'hours';
  const count = properties.integer('AccessTokenValidity', { min: 0, max: maxTokenSeconds });
  if (count === undefined || count === 0) return defaultTokenSeconds;
  const seconds = count * unitSeconds[unit];
  if (seconds < minTokenSeconds || seconds > maxTokenSeconds) {
    properties.fault('AccessTokenValidity', {
      rule: 'access-token-life',
      what: 'An access token must live between 5 minutes and 1 day',
      given: `${seconds} s`,
      remedy: 'Choose a life in that range.',
    });
  }
  return seconds;
}
