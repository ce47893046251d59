import { runInNewContext } from 'node:vm';
import { errorMessage, quote } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import { Unresolvable } from './unresolvable.ts';

/** A parameter of a template. */
export interface DeclaredParameter {
  readonly name: string;
  readonly declaration: JsonObject;
  /** The value of a parameter of SSM Parameter Store. @throws {Unresolvable} @default there are none */
  readonly stored: ((name: string) => Json) | undefined;
}

/**
 * The value of a template parameter: what is given for it, else its default. Types that are lists come out as lists. A
 * given value is checked against `AllowedValues` and `AllowedPattern`; a default is not, nor are lengths and ranges. The
 * default of an SSM type names a parameter that a stack of the assembly makes, or that is given by its name.
 * @param given by the caller, or by the parent of a nested stack: the value itself, also for an SSM type
 * @throws {Unresolvable} without either, and for an SSM type whose parameter is neither made nor given
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue({ name, declaration, stored }: DeclaredParameter, given?: Json): Json {
  const type = own(declaration, 'Type');
  if (typeof type !== 'string') {
    throw new Unresolvable({
      rule: 'parameter-type',
      what: `Parameter ${name} has no Type`,
      remedy: `Give parameter ${name} a Type such as String.`,
    });
  }
  const isListType = type === 'CommaDelimitedList' || /^(AWS::SSM::Parameter::Value<)?List</.test(type);
  if (given !== undefined) return asType(checked(name, declaration, given), isListType);
  if (type.startsWith('AWS::SSM::')) return asType(fromStore({ name, declaration, stored }, type), isListType);
  const value = own(declaration, 'Default');
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new Unresolvable({
      rule: 'parameter-without-value',
      what: `Parameter ${name} has no value: it has no Default`,
      remedy: 'Give it a Default.',
      option: { name: 'parameters', entry: name },
    });
  }
  return asType(String(value), isListType);
}

function fromStore({ name, declaration, stored }: DeclaredParameter, type: string): string {
  const key = own(declaration, 'Default');
  try {
    if (typeof key === 'string' && stored !== undefined) return String(stored(key));
  } catch (error) {
    if (!(error instanceof Unresolvable)) throw error;
  }
  throw new Unresolvable({
    rule: 'parameter-from-ssm',
    what: `Parameter ${name} is read from SSM Parameter Store (${type}), which the local platform does not run`,
    remedy: 'Make it a String with a Default.',
    option: { name: 'parameters', entry: name },
  });
}

const asType = (text: string, isListType: boolean): Json =>
  isListType ? text.split(',').map((item) => item.trim()) : text;

function checked(name: string, declaration: JsonObject, given: Json): string {
  const text = isList(given) ? given.join(',') : String(given);
  const secret = own(declaration, 'NoEcho') === true || own(declaration, 'NoEcho') === 'true';
  const shown = secret ? {} : { given: quote(text) };
  const allowed = own(declaration, 'AllowedValues');
  if (isList(allowed) && !allowed.map(String).includes(text)) {
    throw new Unresolvable({
      rule: 'parameter-allowed-values',
      what: `The value of parameter ${name} is not among its AllowedValues`,
      ...shown,
      allowed: allowed.map(String).join(', '),
      remedy: 'Give one of these values, or change AllowedValues.',
    });
  }
  const pattern = own(declaration, 'AllowedPattern');
  if (typeof pattern === 'string' && !matches(name, pattern, text)) {
    throw new Unresolvable({
      rule: 'parameter-allowed-pattern',
      what: `The value of parameter ${name} does not match its AllowedPattern`,
      ...shown,
      allowed: pattern,
      remedy: 'Give a value that matches, or change AllowedPattern.',
    });
  }
  return text;
}

/** What a pattern of a few characters may take for a value; one that takes for ever is stopped. */
const patternMilliseconds = 250;

function matches(name: string, pattern: string, text: string): boolean {
  try {
    const test = 'new RegExp(pattern).test(text)';
    const input = { pattern: `^(?:${pattern})$`, text };
    return runInNewContext(test, input, { timeout: patternMilliseconds }) === true;
  } catch (error) {
    throw new Unresolvable({
      rule: 'parameter-pattern',
      what: `The AllowedPattern of parameter ${name} cannot be tried on its value: ${errorMessage(error)}`,
      given: quote(pattern),
      allowed: `a regular expression that is decided within ${patternMilliseconds} milliseconds`,
      remedy: 'Write a simpler pattern.',
    });
  }
}
