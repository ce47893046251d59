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
  /** Status when an issuer's keys are unavailable. [C.1] */
  jwtKeysUnavailableStatus: oneOf(500, 401),
  /** Whether a 403 for missing scopes carries `www-authenticate`: none was captured. [C.2] */
  insufficientScopeChallenge: oneOf('omitted', 'sent'),
};
