import type { ClientSettings, SignatureAlgorithm } from '@scopegate/contract/issuers';

export type VerifiedClaims = Readonly<Record<string, unknown>>;

/** Who the tokens of an issuer may be for. */
export type AudienceCheck =
  | { readonly kind: 'audience'; readonly audiences: readonly string[] }
  /** For issuers whose access tokens have no `aud`: the client must be one of {@link Issuer.clients}. */
  | { readonly kind: 'client' };

/** A configured issuer: what its tokens must look like. Made by a preset. */
export interface Issuer {
  /** Compared with `iss` character by character. */
  readonly issuer: string;
  /** Where the keys are; `discover`: named by `<issuer>/.well-known/openid-configuration`. */
  readonly jwksUri: string | 'discover';
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly audience: AudienceCheck;
  /** The claim that names the OAuth client. */
  readonly clientClaim: string;
  /** Known clients; `undefined`: any client the audience check lets through. */
  readonly clients: ReadonlyMap<string, ClientSettings> | undefined;
  /** Whether a token of this issuer is an access token, by its header and claims. */
  readonly isAccessToken: (header: VerifiedClaims, claims: VerifiedClaims) => boolean;
  /** The granted scopes in the contract's own names, or `undefined` when the claim is malformed. */
  readonly scopesOf: (claims: VerifiedClaims) => readonly string[] | undefined;
  /** The claim that names the token: `jti`, but where the issuer has its own. */
  readonly tokenIdClaim: string;
  /** Claims a token must have beside `sub` and `exp`, not null and not empty. */
  readonly requiredClaims: readonly string[];
  /** Claims to carry to the handler: the claim of each name. */
  readonly claims: Readonly<Record<string, string>>;
  /** Seconds a token is accepted beyond `exp`, 0 to 60. */
  readonly expiryToleranceSeconds: number;
  /** Seconds `nbf` and `iat` may lie in the future, 0 to 60. */
  readonly clockToleranceSeconds: number;
}
