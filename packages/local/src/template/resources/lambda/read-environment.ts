import { isReservedVariable } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

const namePattern = /^[A-Za-z][A-Za-z0-9_]+$/;
const maxBytes = 4096;

/** What the values of variables are read with. */
export interface EnvironmentReading {
  /** In place of the template's values. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Whether the function decides who gets in: then nothing is made up, a secret least of all. */
  readonly isAuthorizer: boolean;
}

/**
 * The environment variables of a function: resolved, with the overrides in place of the template's values. A value that
 * is overridden need not be resolvable. Messages name variables, never their values.
 * @param variables the template's; `undefined` when it has none
 */
export function readEnvironment(
  variables: PropertyReader | undefined,
  { overrides, isAuthorizer }: EnvironmentReading,
): Readonly<Record<string, string>> {
  if (variables === undefined) return {};
  const entries = variables.names.flatMap((name) => {
    checkName(variables, name);
    const value = Object.hasOwn(overrides, name) ? overrides[name] : readValue(variables, name, isAuthorizer);
    return value === undefined ? [] : [[name, value] as const];
  });
  checkSize(variables, entries);
  return Object.fromEntries(entries);
}

/** Only the environment of a function that decides nothing may hold an identifier that is made up. */
function readValue(variables: PropertyReader, name: string, isAuthorizer: boolean): string | undefined {
  const problem = variables.problemOf(name);
  if (problem?.rule !== 'reference-to-type-not-run') return variables.optionalSecret(name);
  if (isAuthorizer) {
    const remedy = 'Give the variable a value from outside the template.';
    variables.fault(name, { ...problem, remedy, option: { name: 'environmentOverrides' } });
    return undefined;
  }
  variables.deviation(name, `Its value is made up: ${problem.what}. A call to it fails.`);
  return variables.withMadeUp?.optionalSecret(name);
}

function checkName(variables: PropertyReader, name: string): void {
  if (isReservedVariable(name)) {
    variables.fault(name, {
      rule: 'reserved-variable',
      what: `${unableToConfigure} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${name}`,
      remedy: 'Rename the variable.',
    });
  } else if (!namePattern.test(name)) {
    variables.fault(name, {
      rule: 'variable-name',
      what: `${quote(name)} is not a name of an environment variable`,
      remedy: 'Use a letter, then one or more letters, digits and underscores.',
    });
  }
}

const unableToConfigure =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

/** Lambda counts the variables as one JSON text. */
function checkSize(variables: PropertyReader, entries: readonly (readonly [string, string])[]): void {
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(entries)));
  if (bytes <= maxBytes) return;
  variables.faultHere({
    rule: 'variables-size',
    what: `${unableToConfigure} exceeded the 4KB limit.`,
    given: `${bytes} bytes`,
    remedy: 'Shorten the values, or read large ones at run time.',
  });
}
