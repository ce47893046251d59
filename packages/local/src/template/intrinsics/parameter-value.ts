import type { Json, JsonObject } from '../json.ts';
import { own } from '../json.ts';
import { Unresolvable } from './unresolvable.ts';

/**
 * The value of a template parameter: its default. Types that are lists come out as lists. `AllowedValues`,
 * `AllowedPattern` and the length limits are not checked.
 * @throws {Unresolvable} without a default, and for SSM types, whose default names a parameter in AWS
 */
export function parameterValue(name: string, declaration: JsonObject): Json {
  const type = own(declaration, 'Type');
  const given = own(declaration, 'Default');
  if (typeof type !== 'string') {
    throw new Unresolvable(`Parameter ${name} has no Type`, `Give parameter ${name} a Type such as String.`);
  }
  if (type.startsWith('AWS::SSM::')) {
    throw new Unresolvable(
      `Parameter ${name} is read from SSM Parameter Store (${type}), which the local platform does not run`,
      'Use a String parameter with a Default, or write the value out.',
    );
  }
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') {
    throw new Unresolvable(`Parameter ${name} has no value: it has no Default`, `Give parameter ${name} a Default.`);
  }
  const isListType = type === 'CommaDelimitedList' || type.startsWith('List<');
  return isListType
    ? String(given)
        .split(',')
        .map((item) => item.trim())
    : String(given);
}
