import type { AccessTable, PolicyPlan } from '../decision/access-table.ts';
import { patternText } from './path-pattern.ts';
import { maxPolicyBytes, toPolicyDocument } from './policy-document.ts';
import { PolicyError, type PolicyFault } from './policy-error.ts';
import { isTokenRoute, type MethodPlan, planDenials, planRoutes } from './policy-plan.ts';
import { provePolicies } from './prove-policy.ts';

/**
 * Why the policies of a table would not decide as its routes do; empty when they do. A pure function of the table.
 *
 * @throws {Error} for a route key that is not in the contract's grammar
 */
export const checkPolicies = (table: AccessTable): readonly PolicyFault[] => analyse(table).faults;

/**
 * The table with all that policies are put together from, proved: for every token and every request, the policy decides
 * as the rule of the route does.
 *
 * @throws {PolicyError} for a table whose policies would not, naming the routes
 */
export function withPolicies(table: AccessTable): AccessTable {
  const { policies, faults } = analyse(table);
  if (faults.length > 0) throw new PolicyError(faults);
  return { ...table, policies };
}

interface Analysis {
  readonly policies: PolicyPlan;
  readonly faults: readonly PolicyFault[];
}

/** Size first: a plan that is too large is refused anyway, and its proof could take long. */
function analyse(table: AccessTable): Analysis {
  const routes = planRoutes(table);
  const early = checkSize(toPolicyPlan(table, routes));
  if (early.length > 0) return { policies: [], faults: early };
  const plans = routes.map(planDenials);
  const policies = toPolicyPlan(table, plans);
  const faults = checkSize(policies);
  return { policies, faults: faults.length > 0 ? faults : provePolicies(plans, table) };
}

function toPolicyPlan({ routes }: AccessTable, plans: readonly MethodPlan[]): PolicyPlan {
  return Object.keys(routes).map((routeKey) => {
    const allow = plans.flatMap(({ method, routes }) =>
      routes
        .filter((route) => route.routeKey === routeKey && isTokenRoute(route))
        .map(({ wildcards }) => `${method}/${patternText(wildcards)}`),
    );
    const deny = plans.flatMap(({ method, denials }) =>
      denials
        .filter(({ denied }) => denied.routeKey === routeKey)
        .map(({ pattern, allowed }) => ({
          resource: `${method}/${patternText(pattern)}`,
          when: allowed.map((route) => route.routeKey),
        })),
    );
    return { routeKey, allow, deny };
  });
}

// The longest ARN of a `$default` stage.
const longestStageArn = 'arn:aws-us-gov:execute-api:ap-southeast-2:123456789012:abcdefghij/$default';

/** No token's policy is larger than this: each route is either allowed or denied. */
function checkSize(policies: PolicyPlan): PolicyFault[] {
  const size = (resources: readonly string[]): number =>
    resources.reduce((sum, resource) => sum + `"${longestStageArn}/${resource}",`.length, 0);
  const bytes = policies.reduce(
    (sum, { allow, deny }) => sum + Math.max(size(allow), size(deny.map(({ resource }) => resource))),
    JSON.stringify(toPolicyDocument('', [''], [''])).length,
  );
  return bytes > maxPolicyBytes ? [{ kind: 'too-large', bytes }] : [];
}
