import { type IssuerShape, usualShape } from './issuer-shape.ts';
import type { AudienceSettings } from './shared-settings.ts';

/** Access token profiles of an API. */
export const auth0Profiles = ['auth0', 'rfc9068'] as const;

/** What the preset `auth0` alone is told. */
export interface Auth0Options {
  /** Host name of the tenant or its custom domain, as in `iss`: `example.eu.auth0.com`. */
  readonly domain: string;
  /** The API's access token profile: `rfc9068` means `typ: at+jwt`, which is then required, and `client_id`. @default `auth0` */
  readonly profile?: (typeof auth0Profiles)[number] | undefined;
  /**
   * The one claim that holds the scopes: `scope`, `permissions` (needs RBAC with "Add Permissions in the Access Token"), or a
   * namespaced claim that an Action adds. @default `scope`
   */
  readonly scopeClaim?: string | undefined;
}

/** An entry of the preset `auth0`. */
export interface Auth0Settings extends Auth0Options, AudienceSettings {
  readonly preset: 'auth0';
}

/** The members of {@link Auth0Options}. */
export const auth0Members = ['domain', 'profile', 'scopeClaim'] as const satisfies readonly (keyof Auth0Options)[];

/** A host name in lower case, without scheme, port and path. */
export const auth0DomainPattern = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/**
 * Access tokens that Auth0 issues for an API.
 *
 * What Auth0 sends: `iss` is `https://<domain>/`, slash included; `aud` the API's identifier, with `/userinfo` beside it
 * once `openid` was asked for; `scope` as a space-separated string, and with RBAC `permissions` as an array, which are not
 * the same grant: `scope` is what was asked for, `permissions` all that is assigned. So one of them, never a union. The Auth0
 * profile names the client in `azp` with `typ: JWT`; the RFC 9068 profile in `client_id` with `typ: at+jwt`. Opaque tokens
 * (no audience asked for) are no JWTs.
 *
 * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
 * @see https://auth0.com/docs/get-started/apis/enable-role-based-access-control-for-apis
 */
export function auth0Shape({ domain, profile = 'auth0', scopeClaim = 'scope' }: Auth0Options): IssuerShape {
  const issuer = `https://${domain}/`;
  return {
    ...usualShape(issuer, scopeClaim),
    jwksUri: `${issuer}.well-known/jwks.json`,
    typ: profile === 'auth0' ? 'JWT' : 'at+jwt',
    clientClaim: profile === 'auth0' ? 'azp' : 'client_id',
  };
}
