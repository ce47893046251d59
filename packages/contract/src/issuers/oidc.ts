import { type IssuerShape, usualShape } from './issuer-shape.ts';
import type { AudienceSettings, TypedSettings } from './shared-settings.ts';

/** Claims that can hold the scopes. */
export const oidcScopeClaims = ['scope', 'scp', 'permissions', 'roles', 'groups'] as const;

/** What the preset `oidc` alone is told. */
export interface OidcOptions extends TypedSettings {
  /** Compared with `iss` character by character: `https://...`; `http` on loopback only. */
  readonly issuer: string;
  /** Where the keys are. @default found by discovery below the issuer */
  readonly jwksUri?: string | undefined;
  /** The one claim that holds the scopes. @default `scope` */
  readonly scopeClaim?: (typeof oidcScopeClaims)[number] | undefined;
  /** The claim that names the OAuth client. @default `client_id` */
  readonly clientClaim?: string | undefined;
}

/** An entry of the preset `oidc`. */
export interface OidcSettings extends OidcOptions, AudienceSettings {
  readonly preset: 'oidc';
}

/** The members of {@link OidcOptions}. */
export const oidcMembers = [
  'issuer',
  'jwksUri',
  'scopeClaim',
  'clientClaim',
  'typ',
] as const satisfies readonly (keyof OidcOptions)[];

/**
 * Access tokens of any OpenID provider that publishes its keys.
 *
 * `scope` is a space-separated string (RFC 9068 §2.2.3). The form of the other scope claims differs between providers: here
 * it is a list, and readers take a string too. One claim per issuer, never a union.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export const oidcShape = ({
  issuer,
  jwksUri,
  scopeClaim = 'scope',
  clientClaim = 'client_id',
  typ,
}: OidcOptions): IssuerShape => ({
  ...usualShape(issuer, scopeClaim),
  jwksUri,
  typ: typ ?? 'JWT',
  clientClaim,
});
