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
  const { exp, nbf, iat } = claims;
  if (exp === undefined ? settings.jwtWithoutExpiry === 'refused' : !isBefore(seconds, exp, skew)) return 'expired';
  if (nbf !== undefined && !isReached(seconds, nbf, skew)) return 'not-yet-valid';
  return iat !== undefined && !isReached(seconds, iat, skew) ? 'issued-later' : undefined;
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

const isBefore = (seconds: number, limit: unknown, skew: number): boolean =>
  typeof limit === 'number' && seconds < limit + skew;

const isReached = (seconds: number, from: unknown, skew: number): boolean =>
  typeof from === 'number' && seconds >= from - skew;

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
