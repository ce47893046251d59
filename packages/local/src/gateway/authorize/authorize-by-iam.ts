import { evaluatePolicy, type KnownIdentity } from '../../iam/index.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import type { AuthorizerTrace } from '../observe/request-trace.ts';
import { routeArn } from '../request/arns.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { refuse } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';
import { authenticate, type NotAuthenticated } from './authenticate-by-iam.ts';
import type { RouteVerdict } from './route-verdict.ts';

/**
 * An `AWS_IAM` route: Signature Version 4 for `execute-api`, then `execute-api:Invoke` on the route ARN in the caller's
 * own policies. Every failure is the same 403; the trace tells them apart.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export async function authorizeByIam(parts: GatewayParts, routed: RoutedRequest): Promise<RouteVerdict> {
  const startedAt = parts.clock.now();
  const caller = await authenticate(parts, routed);
  const base = { ...noTrace, durationMs: parts.clock.now() - startedAt };
  if ('reason' in caller) return refused(caller, base, parts.settings);
  const { identity } = caller;
  const reason = denialReason(identity, routed);
  if (reason !== undefined) return refused({ reason }, base, parts.settings);
  return {
    context: { iam: iamContext(identity) },
    trace: { ...base, outcome: 'allow' },
    variables: logVariables(identity),
  };
}

const unexpectedFormat = "The request for the IAM Authorizer doesn't match the format that API Gateway expects.";

function refused(
  { reason, isUnsigned }: NotAuthenticated,
  trace: AuthorizerTrace,
  { unsignedErrorType }: Settings,
): RouteVerdict {
  const cause = `AWS_IAM: ${reason}`;
  const errorType = isUnsigned && unsignedErrorType === 'sent';
  return {
    refusal: { ...refuse('forbidden', cause), ...(errorType && { headers: [incompleteSignature] }) },
    trace: { ...trace, outcome: 'deny', reason },
    variables: { 'authorizer.error': isUnsigned ? unexpectedFormat : cause },
  };
}

const incompleteSignature = ['x-amzn-errortype', 'IncompleteSignatureException'] as const;

function denialReason(identity: KnownIdentity, routed: RoutedRequest): string | undefined {
  if (identity.accountId !== routed.home.accountId) return 'the caller belongs to another account';
  const resource = routeArn(routed);
  const verdict = evaluatePolicy(identity.statements, { action: 'execute-api:Invoke', resource });
  if (verdict === 'allow') return undefined;
  const how = verdict === 'explicit-deny' ? 'explicitly deny' : 'do not allow';
  return `the policies of ${identity.userArn} ${how} execute-api:Invoke on ${resource}`;
}

const iamContext = ({ accessKeyId, accountId, userArn, userId }: KnownIdentity) => ({
  accessKey: accessKeyId,
  accountId,
  callerId: userId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn,
  userId,
});

const logVariables = ({ accountId, userArn, userId }: KnownIdentity): Record<string, string> => ({
  'identity.accountId': accountId,
  'identity.caller': userId,
  'identity.user': userId,
  'identity.userArn': userArn,
});

const noTrace: AuthorizerTrace = {
  type: 'AWS_IAM',
  identitySources: [],
  cache: 'none',
  invoked: false,
  cold: false,
  durationMs: 0,
  outcome: 'deny',
  steps: [],
};
