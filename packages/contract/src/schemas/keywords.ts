/** What a keyword of JSON Schema holds. */
export type KeywordKind =
  | 'annotation'
  | 'schema'
  | 'schemas'
  | 'schemas-by-name'
  | 'schemas-by-pattern'
  | 'items'
  | 'type'
  | 'values'
  | 'value'
  | 'number'
  | 'positive-number'
  | 'count'
  | 'boolean'
  | 'pattern'
  | 'format'
  | 'names'
  | 'names-by-name'
  | 'reference'
  | 'identifier';

/**
 * The keywords a schema may have: those of draft 2020-12 that a compiler can carry out, `items` as a list and `nullable`
 * as typebox and OpenAPI 3.0 write them, and annotations, which check nothing. `$anchor`, `$dynamicRef` and their kin are
 * missing: schemas refer by `$id`, by a name in `$defs` or by pointer.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
const keywords: ReadonlyMap<string, KeywordKind> = new Map(
  Object.entries({
    annotation:
      '$schema $comment title description default examples example deprecated readOnly writeOnly discriminator ' +
      'externalDocs xml contentMediaType contentEncoding contentSchema',
    schema:
      'not if then else contains propertyNames additionalProperties unevaluatedProperties unevaluatedItems additionalItems',
    schemas: 'allOf anyOf oneOf prefixItems',
    'schemas-by-name': 'properties dependentSchemas $defs definitions',
    'schemas-by-pattern': 'patternProperties',
    items: 'items',
    type: 'type',
    values: 'enum',
    value: 'const',
    number: 'maximum minimum exclusiveMaximum exclusiveMinimum',
    'positive-number': 'multipleOf',
    count: 'maxLength minLength maxItems minItems maxContains minContains maxProperties minProperties',
    boolean: 'uniqueItems nullable',
    pattern: 'pattern',
    format: 'format',
    names: 'required',
    'names-by-name': 'dependentRequired',
    reference: '$ref',
    identifier: '$id',
  } satisfies Record<KeywordKind, string>).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, KeywordKind] => [name, kind as KeywordKind]),
  ),
);

/** The kind of a keyword; `undefined` for one that no schema may have. Those that start with `x-` are annotations. */
export const kindOfKeyword = (name: string): KeywordKind | undefined =>
  name.startsWith('x-') ? 'annotation' : keywords.get(name);

/** The keyword that was probably meant: the same letters in another case, or one letter wrong. */
export const similarKeyword = (name: string): string | undefined =>
  [...keywords.keys()].find((known) => isSimilar(known.toLowerCase(), name.toLowerCase()));

function isSimilar(known: string, given: string): boolean {
  const [shorter, longer] = known.length <= given.length ? [known, given] : [given, known];
  if (longer.length - shorter.length > 1) return false;
  const start = [...shorter].findIndex((letter, index) => letter !== longer[index]);
  if (start < 0) return true;
  const rest = (from: string, skipped: number): string => from.slice(start + skipped);
  if (shorter.length < longer.length) return rest(shorter, 0) === rest(longer, 1);
  const isSwapped = shorter[start] === longer[start + 1] && shorter[start + 1] === longer[start];
  return rest(shorter, 1) === rest(longer, 1) || (isSwapped && rest(shorter, 2) === rest(longer, 2));
}

export const jsonTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];
export const isJsonType = (value: unknown): value is JsonType => (jsonTypes as readonly unknown[]).includes(value);

const typed: readonly (readonly [readonly JsonType[], string])[] = [
  [['string'], 'pattern maxLength minLength'],
  [['number', 'integer'], 'multipleOf maximum minimum exclusiveMaximum exclusiveMinimum'],
  [
    ['array'],
    'items prefixItems additionalItems unevaluatedItems contains maxItems minItems maxContains minContains uniqueItems',
  ],
  [
    ['object'],
    'properties patternProperties additionalProperties unevaluatedProperties propertyNames required maxProperties ' +
      'minProperties dependentRequired dependentSchemas',
  ],
];

/** The types whose values a keyword looks at; `undefined` for one that looks at any. */
export const typesOfKeyword = (name: string): readonly JsonType[] | undefined =>
  typed.find(([, names]) => names.split(' ').includes(name))?.[0];
