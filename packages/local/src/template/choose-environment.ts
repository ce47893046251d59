import type { StackSource } from './assembly/read-assembly.ts';
import type { Environment } from './environment.ts';
import { createEnvironment, DEFAULT_ACCOUNT_ID, DEFAULT_REGION, isAccountId, isRegion } from './environment.ts';
import type { FaultList } from './fault.ts';

interface Wanted {
  readonly region?: string;
  readonly accountId?: string;
}

interface Choice {
  readonly name: 'region' | 'accountId';
  readonly fallback: string;
  readonly isValid: (text: string) => boolean;
  readonly form: string;
}

const REGION: Choice = {
  name: 'region',
  fallback: DEFAULT_REGION,
  isValid: isRegion,
  form: 'a Region such as us-east-1',
};
const ACCOUNT: Choice = {
  name: 'accountId',
  fallback: DEFAULT_ACCOUNT_ID,
  isValid: isAccountId,
  form: 'twelve digits',
};

/**
 * The one Region and account everything runs in: what the stacks pin (it is written into their ARNs), else what is
 * asked for, else `us-east-1` and `123456789012`. Pins that differ from each other or from the request are faults.
 */
export const chooseEnvironment = (sources: readonly StackSource[], wanted: Wanted, faults: FaultList): Environment =>
  createEnvironment(choose(REGION, sources, wanted, faults), choose(ACCOUNT, sources, wanted, faults));

function choose(choice: Choice, sources: readonly StackSource[], wanted: Wanted, faults: FaultList): string {
  const { name, fallback, form } = choice;
  const asked = wanted[name];
  const pins = sources.filter((source) => source[name] !== undefined);
  const value = pins[0]?.[name] ?? asked ?? fallback;
  if (!choice.isValid(value)) faults.add({ path: name }, `${JSON.stringify(value)} is not ${form}`, `Give ${form}.`);
  for (const { stack, [name]: pin } of pins) {
    if (pin !== value || (asked !== undefined && pin !== asked)) {
      const reason = `Stack ${stack} is synthesized for ${name} ${pin}, not for ${asked ?? value}`;
      faults.add(
        { stack, path: name },
        reason,
        `Load it alone, without another ${name}, or synthesize it without an env.`,
      );
    }
  }
  return choice.isValid(value) ? value : fallback;
}
