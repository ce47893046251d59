import type { FaultList } from '../model/index.ts';
import { quote } from '../runtime/index.ts';
import type { StackSource } from './assembly/read-assembly.ts';
import type { Environment } from './environment.ts';
import { createEnvironment, defaultAccountId, defaultRegion, isAccountId, isRegion } from './environment.ts';

interface Wanted {
  readonly region?: string;
  readonly accountId?: string;
}

interface EnvironmentChoice {
  readonly name: 'region' | 'accountId';
  readonly fallback: string;
  readonly isValid: (text: string) => boolean;
  readonly form: string;
}

const regionChoice: EnvironmentChoice = {
  name: 'region',
  fallback: defaultRegion,
  isValid: isRegion,
  form: 'a Region such as us-east-1',
};
const accountChoice: EnvironmentChoice = {
  name: 'accountId',
  fallback: defaultAccountId,
  isValid: isAccountId,
  form: 'twelve digits',
};

/** Where the stacks are: the environment that is run, and each stack's own. */
export interface Environments {
  /** The one Region and account whose resources are run. */
  readonly home: Environment;
  readonly of: (source: StackSource) => Environment;
}

/**
 * The Region and account that is run: what the stacks with an API pin (it is written into their ARNs), else what is asked
 * for, else what any stack pins, else `us-east-1` and `123456789012`. Stacks with APIs that pin different ones are faults
 * unless one is asked for. Other stacks may pin what they like: they are resolved there, and not run.
 */
export function chooseEnvironments(sources: readonly StackSource[], wanted: Wanted, faults: FaultList): Environments {
  const region = choose(regionChoice, sources, wanted, faults);
  const accountId = choose(accountChoice, sources, wanted, faults);
  return {
    home: createEnvironment(region, accountId),
    of: (source) => createEnvironment(source.region ?? region, source.accountId ?? accountId),
  };
}

function choose(choice: EnvironmentChoice, sources: readonly StackSource[], wanted: Wanted, faults: FaultList): string {
  const { name, fallback, form } = choice;
  const asked = wanted[name];
  const pinned = sources.filter((source) => source[name] !== undefined);
  const serving = pinned.filter(servesRequests);
  const isAmong = serving.some((source) => source[name] === asked);
  const value = (isAmong ? asked : serving[0]?.[name]) ?? asked ?? pinned[0]?.[name] ?? fallback;
  if (!choice.isValid(value)) {
    const what = `${quote(value)} is not ${form}`;
    faults.add({ option: { name } }, { rule: 'environment-form', what, remedy: `Give ${form}.` });
  }
  const clashing = isAmong ? [] : serving.filter((source) => source[name] !== (asked ?? value));
  for (const { stack, [name]: pin } of clashing) {
    faults.add(
      { stack, option: { name } },
      {
        rule: 'stack-of-other-environment',
        what: `Stack ${stack} is synthesized for ${name} ${pin}, not for ${asked ?? value}`,
        remedy: 'Load it alone, or synthesize it without an env.',
        ...(pin === undefined ? {} : { option: { name, entry: pin } }),
      },
    );
  }
  return choice.isValid(value) ? value : fallback;
}

/** Whether a stack declares an API, by itself or in a stack nested in it. */
const servesRequests = ({ template }: StackSource): boolean =>
  [...template.resources.values()].some(({ type }) => servingTypes.some((prefix) => type.startsWith(prefix)));

const servingTypes = ['AWS::ApiGatewayV2::', 'AWS::Serverless::', 'AWS::CloudFormation::Stack'] as const;
