import { type AccessTable, decide, encodePolicyContext } from '@scopegate/contract/decision';
import { createPolicyCompiler, denyAll, type PolicyCompiler, stageArnOf } from '@scopegate/contract/policy';
import type { PolicyResponse } from '../authorizer-event.ts';
import type { Middleware, State } from '../state.ts';

/**
 * Last step of an authorizer with policy responses: what the token may call, whichever route was asked for.
 *
 * @param nowSeconds seconds since the epoch
 * @throws {Error} at once, when the table has no plan of policies (`withPolicies` adds one that is proved)
 * @throws {Error} at once, when a route is to be challenged: its context would be handed to every route
 */
export function respondWithPolicy(table: AccessTable, nowSeconds: () => number): Middleware {
  refuseChallenges(table);
  const compile = createPolicyCompiler(table);
  return {
    after: (request) => {
      const stageArn = stageArnOf(request.event.routeArn);
      request.response = toPolicyResponse(request.internal.state, { compile, now: nowSeconds(), stageArn });
    },
  };
}

export interface PolicyOptions {
  readonly compile: PolicyCompiler;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly stageArn: string;
}

/**
 * Depends on the token alone: the gateway keeps the answer for all routes. What was decided about the route that was
 * asked for is for the audit line.
 */
export function toPolicyResponse(
  { decisionId, refused, verified }: State,
  { compile, now, stageArn }: PolicyOptions,
): PolicyResponse {
  if (verified === undefined) return denied('unverified', { reason: refused ?? 'rule_invalid', decisionId });
  const { principal } = verified;
  const good = decide({ kind: 'authenticated' }, principal, now);
  if (good.outcome === 'deny') return denied(principal.subject, { reason: good.reason, decisionId });
  return {
    principalId: principal.subject,
    policyDocument: compile({ principal, now, stageArn }),
    context: encodePolicyContext({ principal, decisionId }),
  };
}

// The context reaches access logs only: $context.authorizer.reason.
const denied = (principalId: string, context: PolicyResponse['context']): PolicyResponse => ({
  principalId,
  policyDocument: denyAll,
  context,
});

function refuseChallenges({ routes }: AccessTable): void {
  const challenged = Object.keys(routes).filter((key) => routes[key]?.challenge === 'genuine');
  if (challenged.length === 0) return;
  throw new Error(
    `Policy responses carry no challenge, and the access table asks for one on ${challenged.join(', ')}. Allowed: challenge 'none' on every route. Use simple responses, or make the table without challenges.`,
  );
}
