import type {
  AudienceSettings,
  Auth0Options,
  ClientSettings,
  CognitoOptions,
  EntraOptions,
  KeycloakOptions,
  OidcOptions,
  OktaOptions,
  SharedSettings,
} from '@scopegate/contract/issuers';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';

export type {
  AudienceSettings as AudienceIssuerOptions,
  ClientSettings,
  SharedSettings as SharedIssuerOptions,
  SignatureAlgorithm,
  TypedSettings as TypedIssuerOptions,
} from '@scopegate/contract/issuers';

/** A client of a user pool whose tokens open the API. */
export interface CognitoClient extends ClientSettings {
  readonly client: IUserPoolClient;
}

export interface CognitoIssuerOptions extends SharedSettings, Pick<CognitoOptions, 'resourceServer'> {
  readonly userPool: IUserPool;
  /** Tokens of other clients are refused: access tokens of Cognito have no audience. At least one. */
  readonly clients: readonly CognitoClient[];
}

export type Auth0IssuerOptions = AudienceSettings & Auth0Options;

export type EntraIssuerOptions = AudienceSettings & EntraOptions;

export type OktaIssuerOptions = AudienceSettings & OktaOptions;

export type KeycloakIssuerOptions = AudienceSettings & KeycloakOptions;

/** Unlike the authorizer, the construct takes no plain `http`: nothing deployed reaches a loopback address. */
export type OidcIssuerOptions = AudienceSettings & OidcOptions;
