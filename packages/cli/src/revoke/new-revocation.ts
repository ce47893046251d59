import { mostToleranceSeconds } from '@scopegate/contract/issuers';
import { issuedUntil, type Revocation, type Revoked } from '@scopegate/handler/revocation-dynamodb';

/** The longest lifetime of a user pool's access tokens. */
const poolLifetimeSeconds = 86_400;
/** Of other issuers it is not known: longer than any access token should live. */
const otherLifetimeSeconds = 400 * 86_400;

export interface RevocationTime {
  /** The platform's time, in milliseconds since the epoch. */
  readonly now: number;
  /** Whether the issuer is a user pool of the platform. */
  readonly isPool: boolean;
}

/**
 * The entry that revokes from now on. It stays until no token that it names can be valid: one whose `iat` lies ahead by the
 * clock tolerance lives as much longer, and expiry has a tolerance, too.
 */
export function newRevocation(revoked: Revoked, { now, isPool }: RevocationTime): Revocation {
  const revokedAt = Math.floor(now / 1_000);
  if (revoked.kind === 'client') return { ...revoked, revokedAt };
  const lifetime = isPool ? poolLifetimeSeconds : otherLifetimeSeconds;
  const expiresAt = Math.ceil(now / 1_000) + lifetime + 2 * mostToleranceSeconds;
  if (revoked.kind === 'token') return { ...revoked, expiresAt, revokedAt };
  return { ...revoked, issuedBefore: issuedUntil(now), expiresAt, revokedAt };
}
