export { createPolicyCompiler, type PolicyCompiler, type PolicySubject } from './compile-policy.ts';
export { denyAll, maxPolicyBytes, type PolicyDocument, type PolicyStatement, stageArnOf } from './policy-document.ts';
export { describePolicyFault, PolicyError, type PolicyFault } from './policy-error.ts';
export type { Overlap } from './prove-policy.ts';
export { createRouteKeySelector, type SelectRouteKeys } from './select-route-key.ts';
export { checkPolicies, withPolicies } from './with-policies.ts';
