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

/** What `Issuers.cognito` is told. */
export interface CognitoIssuerOptions extends SharedSettings, Pick<CognitoOptions, 'resourceServer' | 'scopeClaim'> {
  readonly userPool: IUserPool;
  /** Tokens of other clients are refused: access tokens of Cognito have no audience. At least one. */
  readonly clients: readonly CognitoClient[];
}

/** What `Issuers.auth0` is told. */
export type Auth0IssuerOptions = AudienceSettings & Auth0Options;

/** What `Issuers.entra` is told. */
export type EntraIssuerOptions = AudienceSettings & EntraOptions;

/** What `Issuers.okta` is told. */
export type OktaIssuerOptions = AudienceSettings & OktaOptions;

/** What `Issuers.keycloak` is told. */
export type KeycloakIssuerOptions = AudienceSettings & KeycloakOptions;

/**
 * What `Issuers.oidc` is told. Unlike the authorizer, the construct takes no plain `http`: a deployed function reaches no
 * loopback address of the issuer.
 */
export type OidcIssuerOptions = AudienceSettings & OidcOptions;
