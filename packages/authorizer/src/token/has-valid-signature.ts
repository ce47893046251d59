import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import type { SignatureKey } from '../keys/jwks.ts';
import { isSignedWith } from './is-signed-with.ts';
import type { UnverifiedJwt } from './unverified-jwt.ts';
import { withoutStackTraces } from './without-stack-traces.ts';

/**
 * Whether the key signed the token, by `aws-jwt-verify`, which is given this one key and so cannot choose another.
 *
 * Issuer, type and algorithm were checked before. Left to us: audience (`null`) and time: the library looks at the clock
 * before it looks at the issuer, so an expired foreign token would seem genuine; with infinite grace it never looks.
 * Whatever it throws means no; what else it could find fault with, `decomposeUnverifiedJwt` and `parseKeySet` have refused.
 */
export function hasValidSignature(jwt: UnverifiedJwt, key: SignatureKey): boolean {
  if (Array.isArray(jwt.payload['scope'])) return isSignedWith(jwt, key);
  const { token, issuer } = jwt;
  const options = { issuer, audience: null, graceSeconds: Number.POSITIVE_INFINITY };
  try {
    // The library gives crypto the key inside an object, for which crypto since Node 24.18 throws and catches an error of
    // its own: a quarter of the time of a verification, and most of that for its trace.
    withoutStackTraces(() => verifyJwtSync(token, key.jwk, options, () => key.publicKey));
    return true;
  } catch {
    return false;
  }
}
