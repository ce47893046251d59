/**
 * What an issuer sends: enough to read its access tokens, and to stand in for it.
 *
 * Nothing of what else its tokens may carry; only what is relied on.
 */
export interface IssuerShape {
  /** The exact `iss`. The discovery document is below it; see `discoveryUrl`. */
  readonly issuer: string;
  /** Where the keys are; `undefined`: where the discovery document says. */
  readonly jwksUri?: string | undefined;
  /** `typ` of the header; `undefined`: the header has none. */
  readonly typ: 'JWT' | 'at+jwt' | undefined;
  /** Whether access tokens have `aud`. */
  readonly hasAudience: boolean;
  /** The claim that names the OAuth client. */
  readonly clientClaim: string;
  /** The claim that names the token. */
  readonly tokenIdClaim: string;
  /** Claims by which an access token is told from the other tokens of the issuer, with the one value they have in it. */
  readonly marks: Readonly<Record<string, string>>;
  /** Claims that an access token always has, whatever their value, and other tokens do not. */
  readonly required: readonly string[];
  /** Claims that an access token never has. */
  readonly excluded: readonly string[];
  /** The one claim that holds the scopes. */
  readonly scopeClaim: string;
  /** `text`: space-separated in one string (RFC 6749 §3.3); `list`: an array of strings. */
  readonly scopeForm: 'text' | 'list';
  /** What the issuer puts in front of each scope of the API. */
  readonly scopePrefix: string;
}

/** Claims that only ID tokens carry (OpenID Connect Core 1.0 §2, §3.1.3.6, §3.3.2.11). */
export const idTokenClaims: readonly string[] = ['nonce', 'at_hash', 'c_hash', 's_hash'];

/** The shape of most issuers; a preset says what differs. Scopes in another claim than `scope` come as a list. */
export const usualShape = (issuer: string, scopeClaim = 'scope'): IssuerShape => ({
  issuer,
  typ: 'JWT',
  hasAudience: true,
  clientClaim: 'client_id',
  tokenIdClaim: 'jti',
  marks: {},
  required: [],
  excluded: idTokenClaims,
  scopeClaim,
  scopeForm: scopeClaim === 'scope' ? 'text' : 'list',
  scopePrefix: '',
});
