/** A claim that may travel in the authorizer's context. */
export type ClaimValue = string | number | boolean;

/** Who a verified token speaks for. Made from verified claims only. */
export interface Principal<Scope extends string = string> {
  /** The token's `iss`, exactly. */
  readonly issuer: string;
  /** The token's `sub`. */
  readonly subject: string;
  /** The OAuth client, where the issuer names it. */
  readonly clientId?: string;
  /** Granted scopes of the catalogue, with all they imply; sorted, each once. Others have no meaning here. */
  readonly scopes: readonly Scope[];
  /** Seconds since the epoch: the token's `exp` plus the issuer's tolerance. From this second on it is expired. */
  readonly validUntil: number;
  /** Seconds since the epoch: the token's `iat`, where it has one. */
  readonly issuedAt?: number;
  /** The name the token can be revoked by: its `jti`, or `sig_` and a digest where the issuer gives none. */
  readonly tokenId?: string;
  /** The tenant the client belongs to by configuration; never taken from a claim. */
  readonly tenant?: string;
  /** Claims selected by the issuer's configuration. */
  readonly claims: Readonly<Record<string, ClaimValue>>;
}
