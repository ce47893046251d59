import { type ContractFault, shown } from '../faults.ts';
import { isRecord } from '../json-types.ts';
import { pointTo } from './pointers.ts';
import type { SchemaObject } from './schema-node.ts';
import { textValueOf } from './text-values.ts';

/**
 * Faults of an object schema whose values arrive as text: where the text could mean several values, or none.
 *
 * @param member where they arrive; a path has each parameter once
 */
export const checkTextValues = (at: string, member: 'params' | 'query', schema: SchemaObject): ContractFault[] =>
  membersOf(at, schema).flatMap(({ place, member: property, named }) => {
    const value = textValueOf(property);
    const isRead = value !== undefined && (named || (value.kind === 'string' && !value.repeated));
    if (isRead && !(value.repeated && member === 'params')) return [];
    return [unreadable(place, property, { member, named })];
  });

interface TextMember {
  readonly place: string;
  readonly member: unknown;
  /** Whether the schema names it, so that its text is read as its type; all others stay text. */
  readonly named: boolean;
}

function membersOf(at: string, schema: SchemaObject): TextMember[] {
  const { properties, patternProperties, additionalProperties } = schema;
  const below = (keyword: string, schemas: unknown, named: boolean): TextMember[] =>
    Object.entries(isRecord(schemas) ? schemas : {}).map(([name, member]) => ({
      place: pointTo(at, keyword, name),
      member,
      named,
    }));
  return [
    ...below('properties', properties, true),
    ...below('patternProperties', patternProperties, false),
    ...(isRecord(additionalProperties)
      ? [{ place: pointTo(at, 'additionalProperties'), member: additionalProperties, named: false }]
      : []),
  ];
}

function unreadable(
  at: string,
  given: unknown,
  { member, named }: { readonly member: 'params' | 'query'; readonly named: boolean },
): ContractFault {
  const single = 'a string, integer, number or boolean, or a union of one of these kinds';
  const array = member === 'query' ? '; an array of these' : '';
  return {
    at,
    problem: 'cannot be read from text',
    given: shown(given),
    allowed: named ? `${single}${array}` : 'strings, for parameters without a name in properties',
    remedy:
      member === 'query'
        ? 'Write one type; Type.Optional for a parameter that may be missing'
        : 'Write one type; a path has each parameter once',
  };
}
