import { hash } from 'node:crypto';

/**
 * The name a verified token can be revoked by: its id, or where the issuer gives none `sig_` and the SHA-256 of what its
 * signature covers (header and payload as they came).
 *
 * Not of the signature itself: an ECDSA signature can be changed into a second one that verifies as well, so the holder of
 * a revoked token could give it another name. Header and payload of a verified token cannot change.
 *
 * @param token the compact serialization, verified
 */
export const tokenIdOf = (token: string, jti: string | undefined): string =>
  jti ?? `sig_${hash('sha256', token.slice(0, token.lastIndexOf('.')), 'base64url')}`;
