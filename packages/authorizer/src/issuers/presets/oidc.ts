import { audiencePreset } from '../preset.ts';
import { choice, optional, text, typ, url } from '../readers.ts';
import { scopesIn } from '../scope-claim.ts';
import type { AudienceSettings, TypedSettings } from '../shared-settings.ts';

const scopeClaims = ['scope', 'scp', 'permissions', 'roles', 'groups'] as const;

export interface OidcSettings extends AudienceSettings, TypedSettings {
  readonly preset: 'oidc';
  /** Compared with `iss` character by character: `https://...`; `http` on loopback only. */
  readonly issuer: string;
  /** Where the keys are. @default found by discovery below the issuer */
  readonly jwksUri?: string;
  /** The one claim that holds the scopes. @default `scope` */
  readonly scopeClaim?: (typeof scopeClaims)[number];
  /** The claim that names the OAuth client. @default `client_id` */
  readonly clientClaim?: string;
}

/**
 * Access tokens of any OpenID provider that publishes its keys.
 *
 * Keys come from `jwksUri` or by discovery. `typ: at+jwt` (RFC 9068 §2.1) is accepted, and required when the settings say
 * so; a token that is marked as something else, or that carries what only ID tokens carry, is refused. `scope` is a
 * space-separated string; the other scope claims are that or an array of strings. One claim per issuer, never a union.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export const oidc = /* @__PURE__ */ audiencePreset(
  {
    issuer: url(),
    jwksUri: optional(url(), 'discover'),
    scopeClaim: choice(...scopeClaims),
    clientClaim: optional(text(), 'client_id'),
    typ,
  },
  ({ issuer, jwksUri, scopeClaim, clientClaim, typ }) => ({
    issuer,
    jwksUri,
    clientClaim,
    typ,
    scopesOf: scopesIn(scopeClaim),
  }),
);
