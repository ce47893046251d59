import { audiencePreset } from '../preset.ts';
import { url } from '../readers.ts';
import { scopesIn } from '../scope-claim.ts';
import type { AudienceSettings } from '../shared-settings.ts';
import { isNoIdToken } from '../token-type.ts';

export interface OktaSettings extends AudienceSettings {
  readonly preset: 'okta';
  /** The custom authorization server's issuer: `https://example.okta.com/oauth2/default`. */
  readonly issuer: string;
}

/**
 * Access tokens of a custom authorization server of Okta.
 *
 * What Okta sends: a header of `kid` and `alg` (RS256) alone; `ver: 1`, `jti`, `cid` the client, `scp` an array of scopes,
 * `uid` for a user, `aud` the server's audience. ID tokens have no `cid`; it is required. Tokens of the org authorization server
 * (an issuer without `/oauth2/`) are meant for Okta alone and their format may change at any time: that issuer is refused.
 *
 * @see https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/
 * @see https://developer.okta.com/docs/concepts/auth-servers/
 */
export const okta = /* @__PURE__ */ audiencePreset({ issuer: url('server', /\/oauth2\/[^/]+$/) }, ({ issuer }) => ({
  issuer,
  jwksUri: `${issuer}/v1/keys`,
  clientClaim: 'cid',
  isAccess: (claims) => isNoIdToken(claims) && Object.hasOwn(claims, 'cid'),
  scopesOf: scopesIn('scp'),
}));
