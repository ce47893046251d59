import { isRecord } from '../json-types.ts';

/** What the text of a query or path parameter stands for. */
export type TextKind = 'string' | 'integer' | 'number' | 'boolean';

/** A parameter's value: one text, or as many as are sent. */
export interface TextValue {
  readonly kind: TextKind;
  readonly repeated: boolean;
}

/** The parameters that are declared, by name. All others stay text, as they were sent. */
export type TextValues = Readonly<Record<string, TextValue>>;

/** How the parameters that an object schema of a query or a path describes are read. Takes what `defineApi` has checked. */
export const textValues = (schema: unknown): TextValues =>
  Object.fromEntries(
    Object.entries(propertiesOf(schema)).flatMap(([name, property]): [string, TextValue][] => {
      const value = textValueOf(property);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** How a parameter of this schema is read; `undefined` when text cannot say which of several values is meant. */
export function textValueOf(schema: unknown): TextValue | undefined {
  if (isRecord(schema) && schema['type'] === 'array') {
    const kind = isRecord(schema['items']) || schema['items'] === undefined ? textKindOf(schema['items']) : undefined;
    return kind === undefined || schema['prefixItems'] !== undefined ? undefined : { kind, repeated: true };
  }
  const kind = textKindOf(schema);
  return kind === undefined ? undefined : { kind, repeated: false };
}

const kinds: readonly unknown[] = ['string', 'integer', 'number', 'boolean'] satisfies TextKind[];

function textKindOf(schema: unknown): TextKind | undefined {
  if (schema === undefined) return 'string';
  if (!isRecord(schema) || schema['$ref'] !== undefined || schema['nullable'] === true) return undefined;
  const { type } = schema;
  if (type !== undefined) return kinds.includes(type) ? (type as TextKind) : undefined;
  const told = [...branchesOf(schema).map(textKindOf), ...literalsOf(schema).map(kindOfLiteral)];
  // A union of one kind, as of literals, leaves nothing to choose.
  return told.length === 0 ? 'string' : told.every((kind) => kind === told[0]) ? told[0] : undefined;
}

const branchesOf = (schema: Readonly<Record<string, unknown>>): unknown[] =>
  ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? schema[keyword] : []));

const literalsOf = (schema: Readonly<Record<string, unknown>>): unknown[] => [
  ...(Array.isArray(schema['enum']) ? schema['enum'] : []),
  ...('const' in schema ? [schema['const']] : []),
];

const kindOfLiteral = (literal: unknown): TextKind | undefined =>
  kinds.includes(typeof literal) ? (typeof literal as TextKind) : undefined;

const propertiesOf = (schema: unknown): Record<string, unknown> =>
  isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {};
