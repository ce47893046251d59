import { audiencePreset } from '../preset.ts';
import { choice, text } from '../readers.ts';
import { scopesIn, spaceSeparated } from '../scope-claim.ts';
import type { AudienceSettings } from '../shared-settings.ts';
import { isNoIdToken } from '../token-type.ts';

export interface EntraSettings extends AudienceSettings {
  readonly preset: 'entra';
  /** The one tenant whose tokens are accepted: its GUID in lower case, not `common` or `organizations`. */
  readonly tenantId: string;
  /** The API's `requestedAccessTokenVersion`, written out: `v1` when the manifest has null or 1. */
  readonly tokenVersion: 'v1' | 'v2';
  /** `scp`: what users delegated to a client; `roles`: what was assigned to a client itself. @default `scp` */
  readonly scopeClaim?: 'scp' | 'roles';
}

/**
 * Access tokens that Microsoft Entra ID issues for an API of one tenant.
 *
 * What Entra sends: `typ: JWT`, RS256; by token version `iss` `https://sts.windows.net/<tenant>/` with `ver: "1.0"`, `aud` the
 * application ID URI and the client in `appid`, or `https://login.microsoftonline.com/<tenant>/v2.0` with `ver: "2.0"`, `aud`
 * the application's GUID and the client in `azp`; `tid` the tenant; no `jti` but `uti`. Delegated permissions come in `scp` as
 * a space-separated string, application permissions in `roles` as an array. A token that has `scp` acts for a user, whose own
 * roles `roles` then lists: with `scopeClaim: "roles"` such a token is refused, so that the two are never mixed.
 *
 * ID tokens have neither `azp` nor `appid`, and may name the same audience where one registration is client and API; so
 * the client is required. Tokens with a `nonce` in the header are for Microsoft Graph and do not verify.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens
 */
export const entra = /* @__PURE__ */ audiencePreset(
  {
    tenantId: text('tenantId', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    // No default: the manifest's own, v1, is not what most would guess.
    tokenVersion: text('version', /^v[12]$/),
    scopeClaim: choice('scp', 'roles'),
  },
  ({ tenantId, tokenVersion, scopeClaim }) => {
    const second = tokenVersion === 'v2';
    const clientClaim = second ? 'azp' : 'appid';
    const login = `https://login.microsoftonline.com/${tenantId}`;
    return {
      issuer: second ? `${login}/v2.0` : `https://sts.windows.net/${tenantId}/`,
      jwksUri: `${login}/discovery/${second ? 'v2.0/' : ''}keys`,
      clientClaim,
      tokenIdClaim: 'uti',
      isAccess: (claims) =>
        isNoIdToken(claims) &&
        claims['tid'] === tenantId &&
        claims['ver'] === (second ? '2.0' : '1.0') &&
        Object.hasOwn(claims, clientClaim) &&
        (scopeClaim === 'scp' || !Object.hasOwn(claims, 'scp')),
      scopesOf: scopeClaim === 'scp' ? (claims) => spaceSeparated(claims, scopeClaim) : scopesIn(scopeClaim),
    };
  },
);
