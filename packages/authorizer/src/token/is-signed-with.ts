import { verify } from 'node:crypto';
import type { SignatureKey } from '../keys/jwks.ts';
import type { UnverifiedJwt } from './unverified-jwt.ts';

/**
 * Whether the key signed the token, for tokens that `aws-jwt-verify` does not come to: it refuses a list under `scope`, which
 * IdentityServer and UAA send, before it looks at the signature (RFC 7515 §5.2, RFC 7518 §3, RFC 8037 §3.1).
 *
 * Algorithm and key were matched before. A test holds it equal to the library on all other tokens.
 */
export function isSignedWith(
  { token, alg }: Pick<UnverifiedJwt, 'token' | 'alg'>,
  { publicKey }: SignatureKey,
): boolean {
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  const digest = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`;
  return verify(digest, Buffer.from(token.slice(0, end)), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}
