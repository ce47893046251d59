import type { AccessTable, PolicyPlan } from '../decision/access-table.ts';
import { decide } from '../decision/decide.ts';
import type { Principal } from '../decision/principal.ts';
import { isPolicyPlan } from './is-policy-plan.ts';
import { denyAll, maxPolicyBytes, type PolicyDocument, toPolicyDocument } from './policy-document.ts';
import { isTokenRule } from './rule-logic.ts';

export interface PolicySubject {
  /** `undefined`: no token was verified, and nothing is allowed. */
  readonly principal: Principal | undefined;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Of the API that asks; see `stageArnOf`. */
  readonly stageArn: string;
}

/** @throws {Error} when the policy turns out larger than {@link maxPolicyBytes} */
export type PolicyCompiler = (subject: PolicySubject) => PolicyDocument;

/**
 * Makes IAM policies that list every route a token may call, so that one serves all requests of the token.
 *
 * Wildcards of IAM cross slashes (`GET/orders/*` also matches `GET/orders/1/history`), so what an Allow opens beyond
 * its route is denied explicitly. `open()` and `iam()` routes are not listed: no policy is asked for them, and the ARNs of
 * `iam()` routes stay closed.
 *
 * Not proved here: that the policies decide as the routes do. `withPolicies` does that when the table is made.
 *
 * @throws {Error} for a table without the plan that `withPolicies` adds, or with one that was changed since
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function createPolicyCompiler({ routes, policies }: AccessTable): PolicyCompiler {
  if (!isPolicyPlan(policies, Object.keys(routes)))
    throw new Error('The access table has no policies. Make it with withPolicies(accessTable(api)).');
  return ({ principal, now, stageArn }) => {
    const allowed = (routeKey: string): boolean => {
      const rule = routes[routeKey]?.rule;
      return rule !== undefined && isTokenRule(rule) && decide(rule, principal, now).outcome === 'allow';
    };
    const { allows, denies } = resources(policies, allowed);
    return bounded(allows.length === 0 ? denyAll : toPolicyDocument(stageArn, allows, denies));
  };
}

function resources(policies: PolicyPlan, allowed: (routeKey: string) => boolean) {
  const allows = policies.flatMap(({ routeKey, allow }) => (allowed(routeKey) ? allow : []));
  const denies = policies.flatMap(({ routeKey, deny }) =>
    deny.filter((one) => !allowed(routeKey) && one.when.some(allowed)).map(({ resource }) => resource),
  );
  return { allows: widest(allows), denies: widest(denies) };
}

/** Each pattern that no other covers. */
function widest(patterns: readonly string[]): string[] {
  const distinct = [...new Set(patterns)];
  return distinct.filter((pattern) => !distinct.some((other) => other !== pattern && covers(other, pattern)));
}

// A wildcard of the narrow one is a character that only a wildcard of the wide one matches.
const covers = (wide: string, narrow: string): boolean =>
  new RegExp(`^${wide.replace(/[$()+.]/g, '\\$&').replaceAll('*', '.*')}$`).test(narrow);

function bounded(document: PolicyDocument): PolicyDocument {
  const bytes = JSON.stringify(document).length;
  if (bytes <= maxPolicyBytes) return document;
  throw new Error(`The policy has ${bytes} bytes; ${maxPolicyBytes} are allowed. Use simple responses.`);
}
