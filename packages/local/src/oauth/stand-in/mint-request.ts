/** Asks for a token without a sign-in. */
export interface MintRequest {
  /** @default the first known client, else `local` */
  readonly clientId?: string | undefined;
  /** @default the client */
  readonly subject?: string | undefined;
  /** In the contract's own names. */
  readonly scopes: readonly string[];
  /** Further claims; they replace those of the issuer's shape. Not `iss`. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  readonly groups?: readonly string[] | undefined;
  /** Seconds; may be negative, for a token that has expired. @default 3600 */
  readonly expiresInSeconds?: number | undefined;
  /** An ID token instead of an access token. @default false */
  readonly idToken?: boolean | undefined;
}
