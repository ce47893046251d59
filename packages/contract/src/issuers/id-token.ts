import type { AccessGrant, UnsignedToken } from './access-token.ts';
import type { IssuerShape } from './issuer-shape.ts';

/** How issuers that mark their tokens mark ID tokens, by the claim and its value in an access token. */
const idTokenMarks: Readonly<Record<string, string>> = { token_use: 'id', typ: 'ID' };

/**
 * The ID token that an issuer of this shape would issue beside an access token: for the client, not for the API. For stand-ins
 * and tests: an API must refuse it.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export function toIdToken(shape: IssuerShape, grant: AccessGrant): UnsignedToken {
  const marks = Object.keys(shape.marks).map((claim) => [claim, idTokenMarks[claim] ?? shape.marks[claim]]);
  return {
    header: shape.typ === undefined ? {} : { typ: 'JWT' },
    claims: {
      iss: shape.issuer,
      sub: grant.subject,
      aud: grant.clientId,
      iat: grant.issuedAt,
      exp: grant.expiresAt,
      auth_time: grant.issuedAt,
      [shape.tokenIdClaim]: grant.tokenId,
      // Of an access token that does not exist: only the claim's presence matters, it marks an ID token.
      at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng',
      ...Object.fromEntries(marks),
    },
  };
}
