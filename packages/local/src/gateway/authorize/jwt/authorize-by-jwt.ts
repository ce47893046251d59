import type { Authorization as RouteAuthorization } from '../../../model/index.ts';
import type { GatewayParts } from '../../gateway-parts.ts';
import type { AuthorizerTrace } from '../../observe/request-trace.ts';
import type { RoutedRequest } from '../../request/routed-request.ts';
import { type Refusal, refuse } from '../../respond/refusal.ts';
import type { Settings } from '../../settings.ts';
import { parseIdentitySource, resolveIdentitySources } from '../identity-source.ts';
import type { RouteVerdict } from '../route-verdict.ts';
import { tokenNote } from '../token-note.ts';
import { scopesOf } from './check-claims.ts';
import { claimsAsStrings } from './claims-as-strings.ts';
import { challengeFor, logText } from './describe-jwt-fault.ts';
import type { JwtFault } from './jwt-fault.ts';
import { verifyToken } from './verify-token.ts';

type JwtAuthorization = Extract<RouteAuthorization, { readonly type: 'JWT' }>;

/**
 * A route's JWT authorizer: token, signature, claims, then any one of the route's scopes. A bad token is 401 with a
 * challenge, a missing scope 403.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorizeByJwt(
  parts: GatewayParts,
  routed: RoutedRequest,
  { authorizer, scopes }: JwtAuthorization,
): Promise<RouteVerdict> {
  const { keys, settings, clock } = parts;
  const now = clock.now();
  const token = readToken(authorizer.identitySource, routed, settings);
  const verified = token === undefined ? missing : await verifyToken(token, authorizer, { keys, settings, now });
  const trace = { ...noTrace, identitySources: [authorizer.identitySource], durationMs: clock.now() - now };
  if ('fault' in verified) {
    const noted = { ...trace, ...tokenNote(token === undefined ? [] : [token], parts) };
    return refused(verified, { trace: noted, scopes, settings });
  }
  const granted = scopesOf(verified.claims);
  const claims = claimsAsStrings(verified.claims);
  const variables = Object.fromEntries(
    Object.entries(claims).map(([name, text]) => [`authorizer.claims.${name}`, text]),
  );
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
    const denied = refused({ fault: 'scope' }, { trace, scopes, settings });
    return { ...denied, variables: { ...variables, ...denied.variables } };
  }
  return {
    context: { jwt: { claims, scopes: scopes.length > 0 ? granted : null } },
    trace: { ...trace, outcome: 'allow' },
    variables,
  };
}

const missing: { readonly fault: JwtFault; readonly detail?: string } = { fault: 'missing' };

/** The token, bare or behind `Bearer `. */
function readToken(identitySource: string, routed: RoutedRequest, settings: Settings): string | undefined {
  const resolved = resolveIdentitySources([parseIdentitySource(identitySource)], routed, settings);
  const [value = ''] = 'values' in resolved ? resolved.values : [];
  return value.replace(/^Bearer +/i, '') || undefined;
}

interface Refusing {
  readonly trace: AuthorizerTrace;
  readonly scopes: readonly string[];
  readonly settings: Settings;
}

function refused(
  { fault, detail }: { readonly fault: JwtFault; readonly detail?: string },
  { trace, scopes, settings }: Refusing,
): RouteVerdict {
  const reason = detail ?? logText(fault, settings);
  const outcome = fault === 'keys-unavailable' ? 'error' : 'deny';
  return {
    refusal: toRefusal(fault, `JWT: ${reason}`, { scopes, settings }),
    trace: { ...trace, outcome, reason },
    variables: { 'authorizer.error': logText(fault, settings) },
  };
}

function toRefusal(fault: JwtFault, cause: string, { scopes, settings }: Omit<Refusing, 'trace'>): Refusal {
  if (fault === 'keys-unavailable' && settings.jwtKeysUnavailableStatus === 500) return refuse('internal', cause);
  const challenge = [['www-authenticate', challengeFor(fault, scopes, settings)]] as const;
  if (fault !== 'scope') return { ...refuse('unauthorized', cause), headers: challenge };
  return {
    ...refuse('forbidden', cause),
    ...(settings.insufficientScopeChallenge === 'sent' && { headers: challenge }),
  };
}

const noTrace: AuthorizerTrace = {
  type: 'JWT',
  identitySources: [],
  cache: 'none',
  invoked: false,
  cold: false,
  durationMs: 0,
  outcome: 'deny',
  steps: [],
};
