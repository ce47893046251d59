import { type Auth0Settings, auth0Members, auth0Shape } from './auth0.ts';
import { type CognitoSettings, cognitoMembers, cognitoShapes } from './cognito.ts';
import { type EntraSettings, entraMembers, entraShape } from './entra.ts';
import type { IssuerShape } from './issuer-shape.ts';
import { type KeycloakSettings, keycloakMembers, keycloakShape } from './keycloak.ts';
import { type OidcSettings, oidcMembers, oidcShape } from './oidc.ts';
import { type OktaSettings, oktaMembers, oktaShape } from './okta.ts';
import type { PresetName } from './preset-name.ts';
import { audienceMembers, sharedMembers } from './shared-settings.ts';

/** An issuer as a preset is told of it: an entry of `SCOPEGATE_ISSUERS`. */
export type IssuerSettings =
  | CognitoSettings
  | Auth0Settings
  | EntraSettings
  | OktaSettings
  | KeycloakSettings
  | OidcSettings;

/** Every member a preset can be told, but for `preset` itself. */
export const presetMembers: Readonly<Record<PresetName, readonly string[]>> = {
  cognito: [...cognitoMembers, ...sharedMembers],
  auth0: [...auth0Members, ...audienceMembers],
  entra: [...entraMembers, ...audienceMembers],
  okta: [...oktaMembers, ...audienceMembers],
  keycloak: [...keycloakMembers, ...audienceMembers],
  oidc: [...oidcMembers, ...audienceMembers],
};

/**
 * What the issuers of an entry send: one issuer, or the two of a user pool.
 *
 * Not checked: the settings.
 */
export function issuerShapes(settings: IssuerSettings): readonly IssuerShape[] {
  switch (settings.preset) {
    case 'cognito':
      return cognitoShapes(settings);
    case 'auth0':
      return [auth0Shape(settings)];
    case 'entra':
      return [entraShape(settings)];
    case 'okta':
      return [oktaShape(settings)];
    case 'keycloak':
      return [keycloakShape(settings)];
    case 'oidc':
      return [oidcShape(settings)];
  }
}
