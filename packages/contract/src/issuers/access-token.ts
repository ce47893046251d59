import type { IssuerShape } from './issuer-shape.ts';

/** What an access token is issued for. Times are seconds since the epoch. */
export interface AccessGrant {
  readonly subject: string;
  readonly clientId: string;
  /** Left out of tokens of issuers that name no audience. */
  readonly audience: string | readonly string[];
  /** In the contract's own names. */
  readonly scopes: readonly string[];
  readonly tokenId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A JWT before it is signed; the signer adds `alg` and `kid`. */
export interface UnsignedToken {
  readonly header: Readonly<Record<string, string>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * The access token an issuer of this shape would issue: every claim that is relied on, and no other. For stand-ins and
 * tests.
 */
export function toAccessToken(shape: IssuerShape, grant: AccessGrant): UnsignedToken {
  const scopes = grant.scopes.map((scope) => shape.scopePrefix + scope);
  return {
    header: shape.typ === undefined ? {} : { typ: shape.typ },
    claims: {
      iss: shape.issuer,
      sub: grant.subject,
      ...(shape.hasAudience ? { aud: grant.audience } : {}),
      iat: grant.issuedAt,
      exp: grant.expiresAt,
      [shape.tokenIdClaim]: grant.tokenId,
      [shape.clientClaim]: grant.clientId,
      [shape.scopeClaim]: shape.scopeForm === 'text' ? scopes.join(' ') : scopes,
      ...shape.marks,
    },
  };
}
