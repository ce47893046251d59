import { type IssuerShape, usualShape } from './issuer-shape.ts';
import type { AudienceSettings, TypedSettings } from './shared-settings.ts';

/** What the preset `oidc` alone is told. */
export interface OidcOptions extends TypedSettings {
  /** Compared with `iss` character by character: `https://...`; `http` on loopback only. */
  readonly issuer: string;
  /** Where the keys are; it may have a query. @default found by discovery below the issuer */
  readonly jwksUri?: string | undefined;
  /** The one claim that holds the scopes: `scp`, `permissions`, `roles`, `groups`, or any other. @default `scope` */
  readonly scopeClaim?: string | undefined;
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
 * `scope` is a space-separated string (RFC 9068 §2.2.3), though some providers send a list. The form of the other scope
 * claims differs: here it is a list. Readers take both. One claim per issuer, never a union.
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
