import type { FaultList, Finding } from '../../model/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';

export const languageExtensions = 'AWS::LanguageExtensions';

/** More values than any template that CloudFormation processes has: loops that multiply are stopped here. */
const maxValues = 200_000;
const loopKey = /^Fn::ForEach::[A-Za-z0-9]+$/;

interface Looping {
  readonly stack: string;
  readonly faults: FaultList;
  /** Of the template, and values given for them. */
  readonly parameters: JsonObject;
  readonly given: Readonly<Record<string, string>>;
}

/** The values of the identifiers of the loops around a place. */
type Identifiers = ReadonlyMap<string, string>;

/**
 * Writes the loops of a template out (`Fn::ForEach`), where it asks for the transform. A collection is a list, or a parameter
 * that is one.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(json: JsonObject, looping: Omit<Looping, 'parameters'>): JsonObject {
  const transforms = own(json, 'Transform') ?? [];
  if (!(isList(transforms) ? transforms : [transforms]).includes(languageExtensions)) return json;
  const parameters = own(json, 'Parameters');
  const writer = new LoopWriter({ ...looping, parameters: isJsonObject(parameters) ? parameters : {} });
  return writer.object(json, new Map());
}

class LoopWriter {
  readonly #looping: Looping;
  #count = 0;

  constructor(looping: Looping) {
    this.#looping = looping;
  }

  object(object: JsonObject, identifiers: Identifiers): JsonObject {
    return Object.fromEntries(
      Object.entries(object).flatMap(([key, value]) =>
        loopKey.test(key)
          ? this.#loop(key, value, identifiers)
          : [[substitute(key, identifiers), this.#value(value, identifiers)] as const],
      ),
    );
  }

  #value(json: Json, identifiers: Identifiers): Json {
    this.#count += 1;
    if (this.#count > maxValues) {
      this.#refuse('Fn::ForEach', { what: `Its loops make more than ${maxValues} values`, given: undefined });
      return null;
    }
    if (typeof json === 'string') return substitute(json, identifiers);
    if (isList(json)) return json.map((item) => this.#value(item, identifiers));
    if (!isJsonObject(json)) return json;
    const name = Object.keys(json).length === 1 ? own(json, 'Ref') : undefined;
    return (typeof name === 'string' ? identifiers.get(name) : undefined) ?? this.object(json, identifiers);
  }

  #loop(key: string, loop: Json, identifiers: Identifiers): readonly (readonly [string, Json])[] {
    const [identifier, collection, output] = isList(loop) ? loop : [];
    const values = collection === undefined ? undefined : this.#collection(collection, identifiers);
    if (typeof identifier !== 'string' || values === undefined || !isJsonObject(output)) {
      this.#refuse(key, {
        what: 'A loop is [identifier, list or parameter that is a list, object]',
        given: quote(loop),
      });
      return [];
    }
    return values.flatMap((value) =>
      this.#count > maxValues
        ? []
        : Object.entries(this.object(output, new Map([...identifiers, [identifier, value]]))),
    );
  }

  #collection(json: Json, identifiers: Identifiers): readonly string[] | undefined {
    const value = this.#value(json, identifiers);
    if (isList(value)) return value.every((item) => typeof item === 'string') ? value : undefined;
    const name = isJsonObject(value) ? own(value, 'Ref') : undefined;
    const { parameters, given } = this.#looping;
    const declared = typeof name === 'string' ? own(parameters, name) : undefined;
    if (typeof name !== 'string' || !isJsonObject(declared)) return undefined;
    const text = Object.hasOwn(given, name) ? given[name] : own(declared, 'Default');
    return typeof text === 'string' ? text.split(',').map((item) => item.trim()) : undefined;
  }

  #refuse(path: string, { what, given }: Pick<Finding, 'what'> & { readonly given: string | undefined }): void {
    const { stack, faults } = this.#looping;
    const remedy = 'Write the loop out, or make it smaller.';
    faults.add({ stack, path }, { rule: 'for-each', what, remedy, ...(given === undefined ? {} : { given }) });
  }
}

/** `${Identifier}` by its value, `&{Identifier}` by its letters and digits. */
function substitute(text: string, identifiers: Identifiers): string {
  if (!text.includes('{')) return text;
  return [...identifiers].reduce(
    (made, [name, value]) =>
      made.replaceAll(`\${${name}}`, () => value).replaceAll(`&{${name}}`, () => value.replaceAll(/[^A-Za-z0-9]/g, '')),
    text,
  );
}
