import { isRecord } from '../json-types.ts';
import { type KeywordKind, kindOfKeyword } from './keywords.ts';
import { pointTo } from './pointers.ts';

/** A JSON Schema that is an object. */
export type SchemaObject = Readonly<Record<string, unknown>>;

/** What stands in the place of a schema, with its place. */
export interface Place {
  readonly pointer: string;
  readonly value: unknown;
  readonly keyword: string;
}

/** The schemas in a schema, one level down. Annotations are not looked into. */
export const childrenOf = (schema: SchemaObject, pointer: string): Place[] =>
  Object.entries(schema).flatMap(([keyword, value]) =>
    childrenIn(value, { keyword, pointer: pointTo(pointer, keyword) }),
  );

function childrenIn(value: unknown, { keyword, pointer }: Pick<Place, 'keyword' | 'pointer'>): Place[] {
  const kind = kindOfKeyword(keyword);
  const isList = Array.isArray(value) && (kind === 'schemas' || kind === 'items');
  if (isList) return value.map((one, index) => ({ pointer: pointTo(pointer, index), value: one, keyword }));
  if (kind === 'schema' || kind === 'items') return [{ pointer, value, keyword }];
  if (!byName.includes(kind) || !isRecord(value)) return [];
  return Object.entries(value).map(([name, one]) => ({ pointer: pointTo(pointer, name), value: one, keyword }));
}

const byName: readonly (KeywordKind | undefined)[] = ['schemas-by-name', 'schemas-by-pattern'];
