import { type IssuerShape, idTokenClaims, usualShape } from './issuer-shape.ts';
import type { AudienceSettings } from './shared-settings.ts';

/** Versions of access tokens. */
export const entraTokenVersions = ['v1', 'v2'] as const;
/** Claims that can hold the scopes. */
export const entraScopeClaims = ['scp', 'roles', 'groups'] as const;

/** What the preset `entra` alone is told. */
export interface EntraOptions {
  /** The one tenant (directory) whose tokens are accepted: its GUID in lower case, not `common` or `organizations`. */
  readonly tenantId: string;
  /**
   * The API's `requestedAccessTokenVersion`, written out: `v1` when the manifest has null or 1. There is no default: the
   * manifest's own, v1, is not what most would guess.
   */
  readonly tokenVersion: (typeof entraTokenVersions)[number];
  /**
   * `scp`: what users delegated to a client; `roles`: what was assigned to a client itself; `groups`: the groups of the
   * user, by ID. @default `scp`
   */
  readonly scopeClaim?: (typeof entraScopeClaims)[number] | undefined;
  /**
   * What clients put in front of a scope when they ask for it; shown in challenges.
   * @default the first audience where it is a URI, else `api://<the first audience>`
   */
  readonly applicationIdUri?: string | undefined;
}

/** An entry of the preset `entra`. */
export interface EntraSettings extends EntraOptions, AudienceSettings {
  readonly preset: 'entra';
}

/** The members of {@link EntraOptions}. */
export const entraMembers = [
  'tenantId',
  'tokenVersion',
  'scopeClaim',
  'applicationIdUri',
] as const satisfies readonly (keyof EntraOptions)[];

/** A GUID in lower case, as it stands in `iss` and `tid`. */
export const entraTenantIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Access tokens that Microsoft Entra ID issues for an API of one tenant.
 *
 * What Entra sends: `typ: JWT`, RS256; by token version `iss` `https://sts.windows.net/<tenant>/` with `ver: "1.0"`, `aud` the
 * application ID URI and the client in `appid`, or `https://login.microsoftonline.com/<tenant>/v2.0` with `ver: "2.0"`, `aud`
 * the application's GUID and the client in `azp`; `tid` the tenant; no `jti` but `uti`. Delegated permissions come in `scp` as
 * a space-separated string, application permissions in `roles` as an array. A token that has `scp` acts for a user, whose own
 * roles `roles` then lists: with `scopeClaim: "roles"` a token has no `scp`, so that the two are never mixed.
 *
 * ID tokens have neither `azp` nor `appid`, and may name the same audience where one registration is client and API; so
 * the client is required. Tokens with a `nonce` in the header are for Microsoft Graph and do not verify.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens
 */
export function entraShape({ tenantId, tokenVersion, scopeClaim = 'scp' }: EntraOptions): IssuerShape {
  const second = tokenVersion === 'v2';
  const login = `https://login.microsoftonline.com/${tenantId}`;
  const clientClaim = second ? 'azp' : 'appid';
  return {
    ...usualShape(second ? `${login}/v2.0` : `https://sts.windows.net/${tenantId}/`, scopeClaim),
    jwksUri: `${login}/discovery/${second ? 'v2.0/' : ''}keys`,
    clientClaim,
    tokenIdClaim: 'uti',
    marks: { tid: tenantId, ver: second ? '2.0' : '1.0' },
    required: [clientClaim],
    scopeForm: scopeClaim === 'scp' ? 'text' : 'list',
    excluded: scopeClaim === 'roles' ? [...idTokenClaims, 'scp'] : idTokenClaims,
  };
}
