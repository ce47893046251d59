export type {
  AudienceSettings,
  Auth0Settings,
  ClientSettings,
  CognitoSettings,
  EntraSettings,
  IssuerSettings,
  KeycloakSettings,
  OidcSettings,
  OktaSettings,
  SharedSettings,
  SignatureAlgorithm as Algorithm,
  TypedSettings,
} from '@scopegate/contract/issuers';
export type { AuthorizerEvent, AuthorizerResponse, PolicyResponse, SimpleResponse } from './authorizer-event.ts';
export { type Authorizer, type AuthorizerOptions, createAuthorizer, type ResponseFormat } from './create-authorizer.ts';
export { type ExplainedStep, type ExplainRequest, type Explanation, explain } from './explain.ts';
export type { AudienceCheck, Issuer, VerifiedClaims } from './issuers/issuer.ts';
export { defineIssuers, parseIssuers } from './issuers/parse-issuers.ts';
export { type FetchJson, fetchJson } from './keys/fetch-json.ts';
export { KeysUnavailableError } from './keys/keys-unavailable-error.ts';
export type { DecisionOptions } from './steps/decision-steps.ts';
