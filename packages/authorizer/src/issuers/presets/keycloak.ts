import { audiencePreset } from '../preset.ts';
import { typ, url } from '../readers.ts';
import { scopesIn } from '../scope-claim.ts';
import type { AudienceSettings, TypedSettings } from '../shared-settings.ts';

export interface KeycloakSettings extends AudienceSettings, TypedSettings {
  readonly preset: 'keycloak';
  /** The realm's issuer: `https://id.example.com/realms/shop`. */
  readonly issuer: string;
}

/**
 * Access tokens of a Keycloak realm.
 *
 * What Keycloak sends: `typ: JWT` in the header, or `at+jwt` where the client is set so; beside it a claim `typ`, `Bearer` in
 * access tokens, `ID`, `Refresh`, `Offline`, `Logout` or `DPoP` in others, and that is the check here (older releases put a
 * `nonce` into access tokens, so it tells nothing). `azp` the client; `scope` a space-separated string; `jti`. There is no
 * `aud` for your API until an audience mapper adds it. Roles (`realm_access`, `resource_access`) are not scopes and are not
 * read. The key set has a key for encryption beside that for signatures; it is left out.
 *
 * @see https://www.keycloak.org/docs/latest/server_admin/#audience-support
 * @see https://www.keycloak.org/securing-apps/oidc-layers
 */
export const keycloak = /* @__PURE__ */ audiencePreset(
  {
    issuer: url('realm', /\/realms\/[^/]+$/),
    typ,
  },
  ({ issuer, typ }) => ({
    issuer,
    jwksUri: `${issuer}/protocol/openid-connect/certs`,
    clientClaim: 'azp',
    typ,
    isAccess: (claims) => claims['typ'] === 'Bearer',
    scopesOf: scopesIn('scope'),
  }),
);
