import { isRecord } from '../json-types.ts';
import { childrenOf, type SchemaObject } from './schema-node.ts';

/** A schema within its document. */
export interface MappedSchema {
  readonly schema: SchemaObject;
  readonly pointer: string;
  /** Where `#` in it points to: the nearest schema with an `$id` around it, or the document. */
  readonly resource: string;
  /** The `$defs` around it, the nearest first: their places. */
  readonly scopes: readonly string[];
}

/** Every schema of a document by its pointer; the document's own is the empty one. */
export type SchemaMap = ReadonlyMap<string, MappedSchema>;

/** Maps a document. What contains itself is entered once only: `checkSchema` refuses it. */
export function mapSchemas(document: SchemaObject): SchemaMap {
  const map = new Map<string, MappedSchema>();
  const enter = (mapped: MappedSchema, ancestors: readonly unknown[]): void => {
    const { schema, pointer } = mapped;
    if (ancestors.includes(schema)) return;
    const resource = typeof schema['$id'] === 'string' ? pointer : mapped.resource;
    const own = ['$defs', 'definitions'].filter((name) => isRecord(schema[name])).map((name) => `${pointer}/${name}`);
    const scopes = [...own, ...mapped.scopes];
    map.set(pointer, { schema, pointer, resource, scopes });
    for (const { value, pointer: below } of childrenOf(schema, pointer)) {
      if (isRecord(value)) enter({ schema: value, pointer: below, resource, scopes }, [...ancestors, schema]);
    }
  };
  enter({ schema: document, pointer: '', resource: '', scopes: [] }, []);
  return map;
}
