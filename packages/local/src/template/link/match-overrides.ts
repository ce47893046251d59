import { type FaultList, qualifiedId } from '../../model/index.ts';
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
    const reason = `No function has an environment variable ${JSON.stringify(name)} in the template`;
    faults.add({ path: `environmentForAll.${name}` }, reason, `There are: ${known.join(', ') || 'none'}.`);
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
      faults.add({ path: `environmentOverrides.${key}` }, 'The function is overridden twice', 'Merge the two entries.');
  }
  return matched;
}

function reportKey(key: string, candidates: readonly FunctionPart[], faults: FaultList): void {
  const known = candidates.map(qualifiedId).join(', ') || 'none';
  const reason = `${JSON.stringify(key)} is not the logical ID of exactly one function`;
  faults.add({ path: `environmentOverrides.${key}` }, reason, `Use one of: ${known}.`);
}

function checkVariables(
  part: FunctionPart,
  variables: Readonly<Record<string, string>>,
  faults: FaultList,
): Readonly<Record<string, string>> {
  const known = part.variables?.names ?? [];
  for (const [name, value] of Object.entries(variables)) {
    const place = { stack: part.stack, logicalId: part.logicalId, path: `environmentOverrides.${name}` };
    if (!known.includes(name)) {
      const remedy = `Variables of the function: ${known.join(', ') || 'none'}.`;
      faults.add(place, `The function has no environment variable ${JSON.stringify(name)} in the template`, remedy);
    } else if (typeof value !== 'string')
      faults.add(place, 'An environment variable must be a string', 'Write it in quotes.');
  }
  return variables;
}
