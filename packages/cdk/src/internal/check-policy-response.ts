import { type AnyApi, accessTable } from '@scopegate/contract';
import { checkPolicies, describePolicyFault, type PolicyFault } from '@scopegate/contract/policy';
import { fault, type SynthFault } from '../fault.ts';
import type { ScopedHttpApiProps } from '../scoped-http-api-props.ts';

/** Why a contract cannot have policy responses: the compiler's own proof, at synth. */
export function checkPolicyResponse<A extends AnyApi>({
  api,
  response,
  challenge,
}: ScopedHttpApiProps<A>): SynthFault[] {
  if (response !== 'policy') return [];
  return [
    ...(challenge === 'genuine' ? [fault('policy-challenge', 'challenge', "'genuine'")] : []),
    ...checkPolicies(accessTable(api)).map(toSynthFault),
  ];
}

const toSynthFault = (one: PolicyFault): SynthFault =>
  one.kind === 'too-large'
    ? fault('policy-size', 'api.routes', `about ${one.bytes} bytes`)
    : fault('policy-overlap', 'api.routes', describePolicyFault(one));
