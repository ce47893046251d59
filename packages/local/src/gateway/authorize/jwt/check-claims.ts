import type { JwtAuthorizer } from '../../../model/index.ts';
import type { Settings } from '../../settings.ts';
import type { JwtFault } from './jwt-fault.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims every JWT authorizer checks, in the documented order: `iss` exactly, `aud` (or `client_id`, only where
 * there is no `aud`) among the audiences, `exp`, `nbf`, `iat`. Scopes are the route's: see {@link scopesOf}.
 *
 * @param options `now` in milliseconds since the epoch
 */
export function checkClaims(
  claims: Claims,
  { issuer, audience }: Pick<JwtAuthorizer, 'issuer' | 'audience'>,
  { now, settings }: { readonly now: number; readonly settings: Settings },
): JwtFault | undefined {
  if (claims['iss'] !== issuer) return 'issuer';
  if (!audiencesOf(claims).some((value) => audience.includes(value))) return 'audience';
  const seconds = now / 1000;
  const skew = settings.jwtClockSkewSeconds;
  const isReached = (time: unknown): boolean => isTime(time, settings) && seconds >= time - skew;
  const { exp, nbf, iat } = claims;
  const isAhead = isTime(exp, settings) && seconds < exp + skew;
  if (exp === undefined ? settings.jwtWithoutExpiry === 'refused' : !isAhead) return 'expired';
  if (nbf !== undefined && !isReached(nbf)) return 'not-yet-valid';
  return iat !== undefined && !isReached(iat) ? 'issued-later' : undefined;
}

/** The scopes of a token: `scope`, or `scp` where there is no `scope`; a string of words, or a list. */
export function scopesOf(claims: Claims): readonly string[] {
  const value = claims['scope'] ?? claims['scp'];
  if (typeof value === 'string') return value.split(' ').filter((scope) => scope !== '');
  return strings(value);
}

function audiencesOf({ aud, client_id: clientId }: Claims): readonly string[] {
  if (aud === undefined || aud === null) return strings([clientId]);
  return strings(Array.isArray(aud) ? aud : [aud]);
}

/** The last second of the year 9999: times in milliseconds lie far beyond. */
const lastSecond = 253_402_300_799;

/** Whether a claim is a time (RFC 7519 section 2, NumericDate); an odd one only where a setting takes it. */
const isTime = (value: unknown, { jwtOddTimes }: Pick<Settings, 'jwtOddTimes'>): value is number =>
  typeof value === 'number' && (jwtOddTimes === 'accepted' || (value >= 0 && value <= lastSecond));

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
