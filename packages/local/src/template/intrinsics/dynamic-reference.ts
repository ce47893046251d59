import { quote } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { Unresolvable } from './unresolvable.ts';

/** What dynamic references are looked up by. */
interface Stored {
  readonly givenReference?: (reference: string) => string | undefined;
  readonly storedParameter?: (name: string) => Json;
}

const dynamicReference = /\{\{resolve:([^{}]*)\}\}/g;

/** A text with its dynamic references (`{{resolve:ssm:/app/name}}`) replaced by their values. */
export const withDynamicValues = (text: string, resolve: (reference: string) => string): string =>
  text.replaceAll(dynamicReference, (_, reference: string) => resolve(reference));

/**
 * The value of one dynamic reference: given for the text between `{{resolve:` and `}}`, or, for a plain parameter of SSM
 * Parameter Store, made by a stack of the assembly. Versions of parameters are not told apart.
 * @throws {Unresolvable}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function dynamicValue(reference: string, { givenReference, storedParameter }: Stored): string {
  const given = givenReference?.(reference);
  if (given !== undefined) return given;
  const name = /^ssm:([^:]+)(?::\d+)?$/.exec(reference)?.[1];
  if (name !== undefined && storedParameter !== undefined) return String(storedParameter(name));
  throw new Unresolvable({
    rule: 'dynamic-reference',
    what: 'holds a dynamic reference ({{resolve:...}}), which the local platform does not resolve',
    given: quote(reference),
    remedy: 'Write the value out, or read it at run time.',
    option: { name: 'parameters', entry: reference },
  });
}
