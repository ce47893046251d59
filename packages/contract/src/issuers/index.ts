export { type AccessGrant, toAccessToken, type UnsignedToken } from './access-token.ts';
export {
  type Auth0Options,
  type Auth0Settings,
  auth0DomainPattern,
  auth0Members,
  auth0Profiles,
  auth0Shape,
} from './auth0.ts';
export { isCarriableClaim, reservedContextNames } from './carried-claim.ts';
export { type ClientSettings, tenantPattern } from './client-settings.ts';
export {
  type CognitoOptions,
  type CognitoSettings,
  cognitoAlgorithms,
  cognitoIssuers,
  cognitoMembers,
  cognitoScopeClaims,
  cognitoShapes,
  regionOfUserPool,
  userPoolIdPattern,
} from './cognito.ts';
export {
  type EntraOptions,
  type EntraSettings,
  entraMembers,
  entraScopeClaims,
  entraShape,
  entraTenantIdPattern,
  entraTokenVersions,
} from './entra.ts';
export { toIdToken } from './id-token.ts';
export { type IssuerSettings, issuerShapes, presetMembers } from './issuer-settings.ts';
export { type IssuerShape, idTokenClaims } from './issuer-shape.ts';
export { discoveryUrl, isIssuerUrl, isKeySetUrl } from './issuer-url.ts';
export {
  type KeycloakOptions,
  type KeycloakSettings,
  keycloakIssuerPattern,
  keycloakMembers,
  keycloakShape,
} from './keycloak.ts';
export { type OidcOptions, type OidcSettings, oidcMembers, oidcShape } from './oidc.ts';
export { type OktaOptions, type OktaSettings, oktaIssuerPattern, oktaMembers, oktaShape } from './okta.ts';
export { type PresetName, presetNames } from './preset-name.ts';
export { requestForm } from './request-form.ts';
export {
  type AudienceSettings,
  audienceMembers,
  defaultClockToleranceSeconds,
  defaultExpiryToleranceSeconds,
  mostToleranceSeconds,
  requirableTypes,
  type SharedSettings,
  sharedMembers,
  type TypedSettings,
} from './shared-settings.ts';
export { defaultAlgorithms, type SignatureAlgorithm, signatureAlgorithms } from './signature-algorithm.ts';
