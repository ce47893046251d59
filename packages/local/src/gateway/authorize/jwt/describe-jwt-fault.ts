import type { Settings } from '../../settings.ts';
import type { JwtFault, UncertainJwtFault } from './jwt-fault.ts';

const observed = {
  segments: 'token contains an invalid number of segments',
  audience: 'the token does not have a valid audience',
};

/** The `error_description` of a fault. */
export function describeFault(fault: Exclude<JwtFault, 'missing'>, settings: Settings): string {
  return Object.hasOwn(observed, fault)
    ? observed[fault as keyof typeof observed]
    : settings.jwtErrorDescriptions[fault as UncertainJwtFault];
}

/**
 * `www-authenticate` of a refused token: attributes are separated by spaces, as API Gateway writes them, not by commas.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
export function challengeFor(fault: JwtFault, scopes: readonly string[], settings: Settings): string {
  if (fault === 'missing') return 'Bearer';
  const [scope, error] = fault === 'scope' ? [scopes.join(' '), 'insufficient_scope'] : ['', 'invalid_token'];
  return `Bearer scope="${scope}" error="${error}" error_description="${describeFault(fault, settings)}"`;
}

/** `$context.authorizer.error`. */
export function logText(fault: JwtFault, settings: Settings): string {
  if (fault === 'missing') return 'missing: token not provided';
  const text = describeFault(fault, settings);
  return fault === 'segments' || fault === 'malformed' ? `invalid_token: ${text}` : text;
}
