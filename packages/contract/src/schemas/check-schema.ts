import { type ContractFault, shown } from '../faults.ts';
import { isRecord } from '../json-types.ts';
import { checkKeyword } from './check-keyword.ts';
import { checkReferences } from './check-references.ts';
import { childrenOf, type SchemaObject } from './schema-node.ts';

/**
 * Faults of a schema and of every schema in it. One without a fault compiles, and each of its keywords is either carried
 * out or an annotation; a property test of `@scopegate/handler` holds that.
 *
 * @param at where the document stands: `routes.getOrder.body`
 */
export function checkSchema(at: string, document: unknown): ContractFault[] {
  const foreign = foreignFault(at, document);
  if (foreign !== undefined) return [foreign];
  if (!isRecord(document)) return [noSchema(at, document)];
  if (Object.hasOwn(document, '~optional')) return [optionalRoot(at)];
  const faults = checkBelow({ at, schema: document }, []);
  return faults.length > 0 ? faults : checkReferences(at, document);
}

interface Checked {
  readonly at: string;
  readonly schema: SchemaObject;
}

function checkBelow({ at, schema }: Checked, ancestors: readonly unknown[]): ContractFault[] {
  if (ancestors.includes(schema)) return [endless(at)];
  return [
    ...checkHidden(at, schema),
    ...Object.keys(schema).flatMap((keyword) => checkKeyword(at, schema, keyword)),
    ...childrenOf(schema, at).flatMap(({ pointer, value }) => {
      if (typeof value === 'boolean') return [];
      return isRecord(value)
        ? checkBelow({ at: pointer, schema: value }, [...ancestors, schema])
        : [noSchema(pointer, value)];
    }),
  ];
}

// typebox keeps these beside the schema, where JSON does not show them.
const hidden: Readonly<Record<string, string>> = {
  '~codec': 'is decoded in code, which validation does not do',
  '~refine': 'is refined in code, which validation does not run',
};

const checkHidden = (at: string, schema: SchemaObject): ContractFault[] =>
  Object.entries(hidden)
    .filter(([name]) => Object.hasOwn(schema, name))
    .map(([name, problem]) => ({
      at,
      problem,
      given: name === '~codec' ? 'Type.Codec, Type.Decode or Type.Encode' : 'Type.Refine',
      allowed: 'what JSON Schema can say',
      remedy: 'Describe what is sent, and convert or check it in the handler',
    }));

/** Another library's schema has members of its own; one fault says more than one for each of them. */
function foreignFault(at: string, value: unknown): ContractFault | undefined {
  const isHolder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  const standard: unknown = isHolder ? Reflect.get(value, '~standard') : undefined;
  if (!isRecord(standard)) return undefined;
  return { ...noSchema(at, `a schema of ${String(standard['vendor'])}`), problem: 'is no JSON Schema' };
}

const noSchema = (at: string, given: unknown): ContractFault => ({
  at,
  problem: 'is no schema',
  given: shown(given),
  allowed: 'a JSON Schema (draft 2020-12), as typebox makes it',
  remedy: 'Write Type.Object({ ... }) or another type; Type.Unknown() for any value',
});

const endless = (at: string): ContractFault => ({
  at,
  problem: 'contains itself',
  given: 'an object that is its own member',
  allowed: 'references by name',
  remedy: "Write Type.Cyclic({ Node: ... Type.Ref('Node') ... }, 'Node')",
});

const optionalRoot = (at: string): ContractFault => ({
  at,
  problem: 'is optional, which nothing but a member of an object can be',
  given: 'Type.Optional(...)',
  allowed: 'a schema that always applies',
  remedy: 'Leave out Type.Optional, or leave out the schema',
});
