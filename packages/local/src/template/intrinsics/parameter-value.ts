import type { Json, JsonObject } from '../json.ts';
import { isList, own, quote } from '../json.ts';
import { Unresolvable } from './unresolvable.ts';

/**
 * The value of a template parameter: what is given for it, else its default. Types that are lists come out as lists. A
 * given value is checked against `AllowedValues` and `AllowedPattern`; a default is not, nor are lengths and ranges.
 * @param given by the caller, or by the parent of a nested stack
 * @throws {Unresolvable} without either, and for an SSM type without a given value: its default names a parameter in AWS
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, declaration: JsonObject, given?: Json): Json {
  const type = own(declaration, 'Type');
  if (typeof type !== 'string') {
    throw new Unresolvable(`Parameter ${name} has no Type`, `Give parameter ${name} a Type such as String.`);
  }
  const isListType = type === 'CommaDelimitedList' || /^(AWS::SSM::Parameter::Value<)?List</.test(type);
  if (given !== undefined) return asType(checked(name, declaration, given), isListType);
  if (type.startsWith('AWS::SSM::')) {
    throw new Unresolvable(
      `Parameter ${name} is read from SSM Parameter Store (${type}), which the local platform does not run`,
      `Give its value: --parameter ${name}=<value> (option parameters).`,
    );
  }
  const value = own(declaration, 'Default');
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new Unresolvable(
      `Parameter ${name} has no value: it has no Default`,
      `Give it a Default, or a value: --parameter ${name}=<value> (option parameters).`,
    );
  }
  return asType(String(value), isListType);
}

const asType = (text: string, isListType: boolean): Json =>
  isListType ? text.split(',').map((item) => item.trim()) : text;

function checked(name: string, declaration: JsonObject, given: Json): string {
  const text = isList(given) ? given.join(',') : String(given);
  const secret = own(declaration, 'NoEcho') === true || own(declaration, 'NoEcho') === 'true';
  const shown = secret ? 'the given value' : quote(text);
  const allowed = own(declaration, 'AllowedValues');
  if (isList(allowed) && !allowed.map(String).includes(text)) {
    throw new Unresolvable(`Parameter ${name}: ${shown} is not allowed`, `Allowed: ${allowed.map(String).join(', ')}.`);
  }
  const pattern = own(declaration, 'AllowedPattern');
  if (typeof pattern === 'string' && !new RegExp(`^(?:${pattern})$`).test(text)) {
    throw new Unresolvable(`Parameter ${name}: ${shown} does not match ${pattern}`, 'Give a value that matches.');
  }
  return text;
}
