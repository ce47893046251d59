import { mostToleranceSeconds } from '@scopegate/contract/issuers';

/**
 * The `issuedBefore` that revokes every token of a subject that can exist now: an authorizer accepts a token whose `iat`
 * lies ahead by its clock tolerance. So tokens that are issued within that many seconds from now are revoked, too.
 *
 * @param now milliseconds since the epoch, by the clock of the guards
 * @param clockToleranceSeconds the issuer's setting. @default 60, the most that a setting can be
 */
export const issuedUntil = (now: number, clockToleranceSeconds: number = mostToleranceSeconds): number =>
  // One second more: `iat` is a whole second, and that of this very moment counts.
  Math.ceil(now / 1_000) + clockToleranceSeconds + 1;
