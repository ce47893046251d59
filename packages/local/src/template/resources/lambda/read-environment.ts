import { isReservedVariable } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

const namePattern = /^[A-Za-z][A-Za-z0-9_]+$/;
const maxBytes = 4096;

/**
 * The environment variables of a function: resolved, with the overrides in place of the template's values. A value that
 * is overridden need not be resolvable. Messages name variables, never their values.
 * @param variables the template's; `undefined` when it has none
 */
export function readEnvironment(
  variables: PropertyReader | undefined,
  overrides: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (variables === undefined) return {};
  const entries = variables.names.flatMap((name) => {
    checkName(variables, name);
    const value = Object.hasOwn(overrides, name) ? overrides[name] : variables.optionalSecret(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  checkSize(variables, entries);
  return Object.fromEntries(entries);
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
