import { isRecord } from '../json-types.ts';
import { type KeywordKind, kindOfKeyword } from './keywords.ts';
import { resolveReference } from './resolve-reference.ts';
import { type MappedSchema, mapSchemas, type SchemaMap } from './schema-map.ts';
import { childrenOf, type SchemaObject } from './schema-node.ts';

/** Links the schemas of one compilation. */
export interface SchemaLinker {
  /** The document as a compiler of draft 2020-12 takes it, its references into {@link definitions}. */
  link(document: unknown): unknown;
  /** Goes into `$defs` of the schema that is compiled. Complete when the last document is linked. */
  readonly definitions: Readonly<Record<string, unknown>>;
}

/**
 * Makes documents ready to be compiled together: only what checks something is left, references are pointers, names
 * cannot clash, lists in `items` are `prefixItems`, and `nullable` is a type.
 *
 * Takes what `defineApi` has checked.
 */
export function createSchemaLinker(): SchemaLinker {
  const definitions: Record<string, unknown> = {};
  let count = 0;
  return { link, definitions };

  function link(document: unknown): unknown {
    if (!isRecord(document)) return document;
    const map = mapSchemas(document);
    const names = new Map<string, string>();
    const define = (target: MappedSchema): string => {
      const known = names.get(target.pointer);
      if (known !== undefined) return known;
      const name = `s${count++}`;
      names.set(target.pointer, name);
      definitions[name] = convert(target.schema, target.pointer);
      return name;
    };
    const convert = (value: unknown, pointer: string): unknown =>
      isRecord(value) ? convertSchema(value, { pointer, map, convert, define }) : value;
    return convert(document, '');
  }
}

interface Conversion {
  readonly pointer: string;
  readonly map: SchemaMap;
  readonly convert: (value: unknown, pointer: string) => unknown;
  readonly define: (target: MappedSchema) => string;
}

function convertSchema(schema: SchemaObject, conversion: Conversion): SchemaObject {
  const converted = Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !leftOut.includes(kindOfKeyword(keyword)) && !definitionsKeywords.includes(keyword))
      .map(([keyword, value]) => [keyword, convertValue(keyword, value, { schema, conversion })]),
  );
  return asDraft2020(converted);
}

const leftOut: readonly (KeywordKind | undefined)[] = ['annotation', 'identifier', undefined];
const definitionsKeywords = ['$defs', 'definitions'];

interface Holder {
  readonly schema: SchemaObject;
  readonly conversion: Conversion;
}

function convertValue(keyword: string, value: unknown, { schema, conversion }: Holder): unknown {
  const { pointer, map, convert, define } = conversion;
  if (keyword === '$ref') {
    const from = map.get(pointer);
    const resolved = from && resolveReference(String(value), from, map);
    if (resolved?.kind !== 'found') throw new Error(`${pointer}: "${String(value)}" refers to no schema`);
    return `#/$defs/${define(resolved.target)}`;
  }
  const places = childrenOf({ [keyword]: schema[keyword] }, pointer);
  if (places.length === 0) return value;
  const children = places.map((place) => convert(place.value, place.pointer));
  if (Array.isArray(value)) return children;
  if (kindOfKeyword(keyword) === 'schema' || kindOfKeyword(keyword) === 'items') return children[0];
  return Object.fromEntries(Object.keys(value as object).map((name, index) => [name, children[index]]));
}

/** The forms of earlier drafts in that of 2020-12. */
function asDraft2020({ nullable, additionalItems, ...schema }: SchemaObject): SchemaObject {
  const { type, items, ...others } = schema;
  const types = nullable === true ? { type: [...new Set([type, 'null'].flat())] } : type === undefined ? {} : { type };
  if (!Array.isArray(items)) return { ...types, ...(items === undefined ? {} : { items }), ...others };
  return {
    ...types,
    ...others,
    ...(items.length === 0 ? {} : { prefixItems: items }),
    ...(additionalItems === undefined ? {} : { items: additionalItems }),
  };
}
