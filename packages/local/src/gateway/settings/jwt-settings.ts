import type { UncertainJwtFault } from '../authorize/jwt/jwt-fault.ts';
import { amount, oneOf, someOf, texts } from './setting.ts';

const descriptions: Readonly<Record<UncertainJwtFault, string>> = {
  issuer: 'issuer does not match',
  malformed: 'token is malformed',
  algorithm: 'signing method is invalid',
  'unknown-key': 'unable to find the key of the token',
  signature: 'the token signature is invalid',
  expired: 'the token has expired',
  'not-yet-valid': 'the token is not valid yet',
  'issued-later': 'the token was issued in the future',
  'keys-unavailable': 'OIDC discovery endpoint communication error',
  scope: 'the token does not have a required scope',
};

/** Native JWT authorizers. */
export const jwtSettings = {
  /** `error_description` of refusals whose header was not captured; that of `issuer` was seen in a log. [C.2] */
  jwtErrorDescriptions: texts(descriptions),
  /** Accepted signature algorithms: AWS says "RSA-based" and lists none. [C.1] */
  jwtAlgorithms: someOf(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'], ['RS256', 'RS384', 'RS512']),
  /** Seconds by which `exp`, `nbf` and `iat` may be off: none is documented. [C.1] */
  jwtClockSkewSeconds: amount(0, { of: 'seconds' }),
  /** Whether a token without `exp` is accepted. [C.1] */
  jwtWithoutExpiry: oneOf('refused', 'accepted'),
  /** Whether a key id that the cached key set lacks makes the gateway fetch the set again. [C.1] */
  jwtUnknownKid: oneOf('refetched', 'denied'),
  /**
   * Seconds of the clock between two fetches of an issuer's key set for ids that it lacks: how AWS bounds them is not
   * documented. The keys themselves are kept for two hours. [C.1]
   */
  jwtRefetchSeconds: amount(30, { of: 'seconds' }),
  /** Base64url with padding, white space or stray bits, in any segment: not documented. [C.1] */
  jwtLooseEncoding: oneOf('refused', 'accepted'),
  /**
   * JSON that parsers read differently: a name twice in one object (the last one counts then), bytes that are no UTF-8,
   * numbers beyond a double, nesting beyond 64 levels. Not documented. [C.1]
   */
  jwtLooseJson: oneOf('refused', 'accepted'),
  /** The header parameters `crit` and `b64`: not documented. [C.1] */
  jwtCriticalHeaders: oneOf('refused', 'ignored'),
  /** `exp`, `nbf` and `iat` that are infinite, negative or beyond the year 9999: not documented. [C.1] */
  jwtOddTimes: oneOf('refused', 'accepted'),
  /** Status when an issuer's keys are unavailable. [C.1] */
  jwtKeysUnavailableStatus: oneOf(500, 401),
  /** Whether a 403 for missing scopes carries `www-authenticate`: none was captured. [C.2] */
  insufficientScopeChallenge: oneOf('omitted', 'sent'),
};
