import { type FaultList, qualifiedId } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';

/** Environment variables by the logical ID of a function, or by `<stack>/<logicalId>` where two stacks share one. */
export type EnvironmentOverrides = Readonly<Record<string, Variables>>;

type Variables = Readonly<Record<string, string>>;

/** What a start says about environments. */
export interface Overrides {
  readonly environmentOverrides?: EnvironmentOverrides;
  /** For every function that has a variable of the name. */
  readonly environmentForAll?: Variables;
}

/**
 * Finds the function each override is for. An override of an unknown function or variable is a fault, so that a
 * misspelt one cannot be mistaken for one that works. Messages name variables, never their values.
 */
export function matchOverrides(
  { environmentOverrides = {}, environmentForAll = {} }: Overrides,
  functions: readonly FunctionPart[],
  faults: FaultList,
): ReadonlyMap<string, Variables> {
  const own = matchOwn(environmentOverrides, functions, faults);
  const shared = matchShared(environmentForAll, functions, faults);
  return new Map(
    functions.map((part) => [qualifiedId(part), { ...shared(part), ...own.get(qualifiedId(part)) }] as const),
  );
}

/** The variables for all that a function has. One that no function has is a fault. */
function matchShared(
  variables: Variables,
  functions: readonly FunctionPart[],
  faults: FaultList,
): (part: FunctionPart) => Variables {
  const namesOf = ({ variables: own }: FunctionPart): readonly string[] => own?.names ?? [];
  const known = [...new Set(functions.flatMap(namesOf))];
  for (const name of Object.keys(variables).filter((given) => !known.includes(given))) {
    faults.add(
      { option: { name: 'environmentForAll', entry: name } },
      {
        rule: 'variable-of-no-function',
        what: `No function has an environment variable ${quote(name)} in the template`,
        allowed: known.join(', ') || 'there are none',
        remedy: 'Name a variable that a function has.',
      },
    );
  }
  return (part) => Object.fromEntries(Object.entries(variables).filter(([name]) => namesOf(part).includes(name)));
}

function matchOwn(
  overrides: EnvironmentOverrides,
  functions: readonly FunctionPart[],
  faults: FaultList,
): ReadonlyMap<string, Variables> {
  const matched = new Map<string, Variables>();
  for (const [key, variables] of Object.entries(overrides)) {
    const matches = functions.filter((part) => part.logicalId === key || qualifiedId(part) === key);
    const [match, ...more] = matches;
    if (match === undefined || more.length > 0) reportKey(key, matches.length > 0 ? matches : functions, faults);
    else if (!matched.has(qualifiedId(match)))
      matched.set(qualifiedId(match), checkVariables(match, variables, faults));
    else
      faults.add(
        { option: { name: 'environmentOverrides', entry: key } },
        {
          rule: 'function-overridden-twice',
          what: 'The function is overridden twice',
          remedy: 'Merge the two entries.',
        },
      );
  }
  return matched;
}

function reportKey(key: string, candidates: readonly FunctionPart[], faults: FaultList): void {
  faults.add(
    { option: { name: 'environmentOverrides', entry: key } },
    {
      rule: 'override-of-no-single-function',
      what: `${quote(key)} is not the logical ID of exactly one function`,
      allowed: candidates.map(qualifiedId).join(', ') || 'there are none',
      remedy: 'Use one of these.',
    },
  );
}

function checkVariables(
  part: FunctionPart,
  variables: Readonly<Record<string, string>>,
  faults: FaultList,
): Readonly<Record<string, string>> {
  const known = part.variables?.names ?? [];
  for (const [name, value] of Object.entries(variables)) {
    const { stack, logicalId } = part;
    const where = { stack, logicalId, option: { name: 'environmentOverrides', entry: name } } as const;
    if (!known.includes(name)) {
      faults.add(where, {
        rule: 'override-of-unknown-variable',
        what: `The function has no environment variable ${quote(name)} in the template`,
        allowed: known.join(', ') || 'it has none',
        remedy: 'Name a variable of the function.',
      });
    } else if (typeof value !== 'string') {
      const what = 'An environment variable must be a string';
      faults.add(where, { rule: 'override-form', what, remedy: 'Write it in quotes.' });
    }
  }
  return variables;
}
