import { type Config, type Faults, readChoice } from '../config.ts';
import type { Issuer } from '../issuer.ts';
import { spaceSeparated, stringOrArray } from '../scope-claim.ts';
import { type AudienceSettings, readHost, readSharedWithAudience } from '../shared-settings.ts';
import { hasAccessTokenType, looksLikeIdToken } from '../token-type.ts';

const profiles = ['auth0', 'rfc9068'] as const;
const scopeClaims = ['scope', 'permissions'] as const;

export interface Auth0Settings extends AudienceSettings {
  readonly preset: 'auth0';
  /** Host name of the tenant or its custom domain, as in `iss`: `example.eu.auth0.com`. */
  readonly domain: string;
  /** The API's access token profile: `rfc9068` means `typ: at+jwt` and `client_id`. @default `auth0` */
  readonly profile?: (typeof profiles)[number];
  /** The one claim that holds the scopes; `permissions` needs RBAC with "Add Permissions in the Access Token". @default `scope` */
  readonly scopeClaim?: (typeof scopeClaims)[number];
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
export function auth0(config: Config, faults: Faults): Issuer[] {
  const domain = readHost(config, 'domain', faults);
  const standard = readChoice(config, 'profile', { faults, choices: profiles }) === 'rfc9068';
  const scopeClaim = readChoice(config, 'scopeClaim', { faults, choices: scopeClaims });
  return [
    {
      ...readSharedWithAudience(config, faults, ['domain', 'profile', 'scopeClaim']),
      issuer: `https://${domain}/`,
      jwksUri: `https://${domain}/.well-known/jwks.json`,
      clientClaim: standard ? 'client_id' : 'azp',
      isAccessToken: (header, claims) =>
        hasAccessTokenType(header, standard ? 'at+jwt' : undefined) && !looksLikeIdToken(claims),
      scopesOf: (claims) =>
        scopeClaim === 'scope' ? spaceSeparated(claims, scopeClaim) : stringOrArray(claims, scopeClaim),
    },
  ];
}
