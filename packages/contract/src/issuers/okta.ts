import { type IssuerShape, usualShape } from './issuer-shape.ts';
import type { AudienceSettings } from './shared-settings.ts';

/** What the preset `okta` alone is told. */
export interface OktaOptions {
  /** The custom authorization server's issuer: `https://example.okta.com/oauth2/default`. */
  readonly issuer: string;
  /** The one claim that holds the scopes, such as `groups`. @default `scp` */
  readonly scopeClaim?: string | undefined;
}

/** An entry of the preset `okta`. */
export interface OktaSettings extends OktaOptions, AudienceSettings {
  readonly preset: 'okta';
}

/** The members of {@link OktaOptions}. */
export const oktaMembers = ['issuer', 'scopeClaim'] as const satisfies readonly (keyof OktaOptions)[];

/** The issuer of a custom authorization server, by its end. */
export const oktaIssuerPattern = /\/oauth2\/[^/]+$/;

/**
 * Access tokens of a custom authorization server of Okta.
 *
 * What Okta sends: a header of `kid` and `alg` (RS256) alone; `ver: 1`, `jti`, `cid` the client, `scp` an array of scopes,
 * `uid` for a user, `aud` the server's audience. ID tokens have no `cid`; it is required. Tokens of the org authorization server
 * (an issuer without `/oauth2/`) are meant for Okta alone and their format may change at any time.
 *
 * @see https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/
 * @see https://developer.okta.com/docs/concepts/auth-servers/
 */
export const oktaShape = ({ issuer, scopeClaim = 'scp' }: OktaOptions): IssuerShape => ({
  ...usualShape(issuer, scopeClaim),
  jwksUri: `${issuer}/v1/keys`,
  typ: undefined,
  clientClaim: 'cid',
  required: ['cid'],
});
