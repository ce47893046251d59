import { audiencePreset } from '../preset.ts';
import { choice, text } from '../readers.ts';
import { scopesIn } from '../scope-claim.ts';
import type { AudienceSettings } from '../shared-settings.ts';

export interface Auth0Settings extends AudienceSettings {
  readonly preset: 'auth0';
  /** Host name of the tenant or its custom domain, as in `iss`: `example.eu.auth0.com`. */
  readonly domain: string;
  /** The API's access token profile: `rfc9068` means `typ: at+jwt` and `client_id`. @default `auth0` */
  readonly profile?: 'auth0' | 'rfc9068';
  /** The one claim that holds the scopes; `permissions` needs RBAC with "Add Permissions in the Access Token". @default `scope` */
  readonly scopeClaim?: 'scope' | 'permissions';
}

/**
 * Access tokens that Auth0 issues for an API.
 *
 * What Auth0 sends: `iss` is `https://<domain>/`, slash included; `aud` the API's identifier, with `/userinfo` beside it
 * once `openid` was asked for; `scope` as a space-separated string, and with RBAC `permissions` as an array, which are not
 * the same grant: `scope` is what was asked for, `permissions` all that is assigned. So one of them, never a union. The Auth0
 * profile names the client in `azp` with `typ: JWT`; the RFC 9068 profile in `client_id` with `typ: at+jwt`, which is then
 * required. Opaque tokens (no audience asked for) are no JWTs and are refused.
 *
 * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
 * @see https://auth0.com/docs/get-started/apis/enable-role-based-access-control-for-apis
 */
export const auth0 = /* @__PURE__ */ audiencePreset(
  {
    domain: text('domain', /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    profile: choice('auth0', 'rfc9068'),
    scopeClaim: choice('scope', 'permissions'),
  },
  ({ domain, profile, scopeClaim }) => {
    const typ = profile === 'rfc9068' ? 'at+jwt' : undefined;
    return {
      issuer: `https://${domain}/`,
      jwksUri: `https://${domain}/.well-known/jwks.json`,
      clientClaim: typ === undefined ? 'azp' : 'client_id',
      typ,
      scopesOf: scopesIn(scopeClaim),
    };
  },
);
