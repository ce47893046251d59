import { type ContractFault, shown } from '../faults.ts';
import { resolveReference } from './resolve-reference.ts';
import { type MappedSchema, mapSchemas, type SchemaMap } from './schema-map.ts';
import { childrenOf, type SchemaObject } from './schema-node.ts';

/** Faults of the references in a document whose keywords are good. */
export function checkReferences(at: string, document: SchemaObject): ContractFault[] {
  const map = mapSchemas(document);
  const faults = [...map.values()].flatMap((from) => checkReference(at, from, map));
  return faults.length > 0 ? faults : checkEnds(at, map);
}

function checkReference(at: string, from: MappedSchema, map: SchemaMap): ContractFault[] {
  const reference = from.schema['$ref'];
  if (typeof reference !== 'string') return [];
  const { kind } = resolveReference(reference, from, map);
  if (kind === 'found') return [];
  return [
    {
      at: `${at}${from.pointer}/$ref`,
      problem: kind === 'missing' ? 'refers to no schema' : 'refers to several schemas that differ',
      given: shown(reference),
      allowed: 'an $id or a name in $defs of the same schema, or a pointer in it',
      remedy:
        kind === 'missing'
          ? 'Use the schema itself, or Type.Cyclic for one that is recursive'
          : 'Give each an $id of its own',
    },
  ];
}

/** References that lead back to themselves without going into the value: checking them would never end. */
function checkEnds(at: string, map: SchemaMap): ContractFault[] {
  const ended = new Set<string>();
  const leadsBack = (from: MappedSchema, path: readonly string[]): boolean => {
    if (path.includes(from.pointer)) return true;
    if (ended.has(from.pointer)) return false;
    const isEndless = inPlace(from, map).some((next) => leadsBack(next, [...path, from.pointer]));
    if (!isEndless) ended.add(from.pointer);
    return isEndless;
  };
  const found = [...map.values()].find((from) => typeof from.schema['$ref'] === 'string' && leadsBack(from, []));
  if (found === undefined) return [];
  return [
    {
      at: `${at}${found.pointer}/$ref`,
      problem: 'refers back to itself, so that a check would never end',
      given: shown(found.schema['$ref']),
      allowed: 'a recursion through a property or an item',
      remedy: 'Remove the reference, or put it into properties or items',
    },
  ];
}

/** The schemas that look at the same value as this one. */
function inPlace(from: MappedSchema, map: SchemaMap): MappedSchema[] {
  const reference = from.schema['$ref'];
  const resolved = typeof reference === 'string' ? resolveReference(reference, from, map) : undefined;
  const below = childrenOf(from.schema, from.pointer)
    .filter(({ keyword }) => inPlaceKeywords.includes(keyword))
    .flatMap(({ pointer }) => map.get(pointer) ?? []);
  return resolved?.kind === 'found' ? [resolved.target, ...below] : below;
}

const inPlaceKeywords = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'];
