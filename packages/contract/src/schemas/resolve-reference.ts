import { pointTo } from './pointers.ts';
import type { MappedSchema, SchemaMap } from './schema-map.ts';

export type ResolvedReference =
  | { readonly kind: 'found'; readonly target: MappedSchema }
  | { readonly kind: 'missing' }
  /** Several schemas that differ have this `$id`. */
  | { readonly kind: 'ambiguous' };

/**
 * The schema a `$ref` means, within its document: a pointer (`#/$defs/Node`), a name in the nearest `$defs`, or an `$id`.
 *
 * @param from the schema the reference stands in
 */
export function resolveReference(reference: string, from: MappedSchema, map: SchemaMap): ResolvedReference {
  if (reference.startsWith('#')) return found(map.get(from.resource + decoded(reference.slice(1))));
  for (const scope of from.scopes) {
    const named = map.get(pointTo(scope, reference)) ?? withId(reference, scope, map);
    if (named !== undefined) return found(named);
  }
  const [first, ...others] = [...map.values()].filter(({ schema }) => schema['$id'] === reference);
  const isSame = others.every(({ schema }) => JSON.stringify(schema) === JSON.stringify(first?.schema));
  return isSame ? found(first) : { kind: 'ambiguous' };
}

const found = (target: MappedSchema | undefined): ResolvedReference =>
  target === undefined ? { kind: 'missing' } : { kind: 'found', target };

const withId = (id: string, scope: string, map: SchemaMap): MappedSchema | undefined =>
  [...map.values()].find(
    ({ schema, pointer }) =>
      schema['$id'] === id && pointer.startsWith(`${scope}/`) && !pointer.slice(scope.length + 1).includes('/'),
  );

// RFC 6901 §6: a pointer in a fragment is percent-encoded.
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
