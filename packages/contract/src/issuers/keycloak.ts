import { type IssuerShape, usualShape } from './issuer-shape.ts';
import type { AudienceSettings, TypedSettings } from './shared-settings.ts';

/** What the preset `keycloak` alone is told. */
export interface KeycloakOptions extends TypedSettings {
  /** The realm's issuer: `https://id.example.com/realms/shop`. */
  readonly issuer: string;
  /** The one claim that holds the scopes; roles and groups need a mapper to a claim at the top level. @default `scope` */
  readonly scopeClaim?: string | undefined;
}

/** An entry of the preset `keycloak`. */
export interface KeycloakSettings extends KeycloakOptions, AudienceSettings {
  readonly preset: 'keycloak';
}

/** The members of {@link KeycloakOptions}. */
export const keycloakMembers = ['issuer', 'typ', 'scopeClaim'] as const satisfies readonly (keyof KeycloakOptions)[];

/** The issuer of a realm, by its end. */
export const keycloakIssuerPattern = /\/realms\/[^/]+$/;

/**
 * Access tokens of a Keycloak realm.
 *
 * What Keycloak sends: `typ: JWT` in the header, or `at+jwt` where the client is set so; beside it a claim `typ`, `Bearer` in
 * access tokens, `ID`, `Refresh`, `Offline`, `Logout` or `DPoP` in others, and that is what tells them apart (older releases
 * put a `nonce` into access tokens, so it tells nothing). `azp` the client; `scope` a space-separated string; `jti`. There is
 * no `aud` for your API until an audience mapper adds it. Roles (`realm_access`, `resource_access`) are nested and not read. The key
 * set has a key for encryption beside that for signatures.
 *
 * @see https://www.keycloak.org/docs/latest/server_admin/#audience-support
 * @see https://www.keycloak.org/securing-apps/oidc-layers
 */
export const keycloakShape = ({ issuer, typ, scopeClaim = 'scope' }: KeycloakOptions): IssuerShape => ({
  ...usualShape(issuer, scopeClaim),
  jwksUri: `${issuer}/protocol/openid-connect/certs`,
  typ: typ ?? 'JWT',
  clientClaim: 'azp',
  marks: { typ: 'Bearer' },
  excluded: [],
});
