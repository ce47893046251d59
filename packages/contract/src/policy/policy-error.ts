import { maxPolicyBytes } from './policy-document.ts';
import type { Overlap } from './prove-policy.ts';

/** Why a contract cannot have policy responses. */
export type PolicyFault = Overlap | { readonly kind: 'too-large'; readonly bytes: number };

/** A fault in words, without the remedy: all have the same. */
export function describePolicyFault(fault: PolicyFault): string {
  if (fault.kind === 'too-large')
    return `the policy can have about ${fault.bytes} bytes, ${maxPolicyBytes} are allowed`;
  const [first, second] = fault.routes;
  if (fault.kind === 'opens') return `a policy that allows ${first} also opens ${second}, as for ${fault.example}`;
  if (fault.kind === 'closes') return `a policy that denies ${second} also closes ${first}, as for ${fault.example}`;
  return `there are too many kinds of paths around ${first} and ${second} to prove anything, as ${fault.example}`;
}

/** Thrown with every fault of a contract whose policies would not decide as its routes do. */
export class PolicyError extends Error {
  readonly faults: readonly PolicyFault[];

  constructor(faults: readonly PolicyFault[]) {
    const lines = faults.map((fault) => `  ${describePolicyFault(fault)}`);
    super(
      `The contract cannot have policy responses:\n${lines.join('\n')}\nUse simple responses, or change the paths or the rules so that the two agree.`,
    );
    this.name = 'PolicyError';
    this.faults = faults;
  }
}
