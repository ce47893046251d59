import { type ContractFault, shown } from '../faults.ts';
import { isRecord, isStrings } from '../json-types.ts';
import { checkedFormats, typesOfFormat } from './formats.ts';
import { isJsonType, jsonTypes, type KeywordKind, kindOfKeyword, similarKeyword, typesOfKeyword } from './keywords.ts';
import { pointTo } from './pointers.ts';
import type { SchemaObject } from './schema-node.ts';

/** Faults of one keyword and its value; not of the schemas in it. */
export function checkKeyword(at: string, schema: SchemaObject, keyword: string): ContractFault[] {
  const place = pointTo(at, keyword);
  const value = schema[keyword];
  const kind = kindOfKeyword(keyword);
  if (kind === undefined) return [unknownKeyword(at, keyword)];
  const rule = rules[kind];
  if (rule !== undefined && !rule.holds(value)) {
    const remedy = rule.remedy ?? 'Correct the value';
    return [{ at: place, problem: `${keyword} has a wrong value`, given: shown(value), allowed: rule.allowed, remedy }];
  }
  return checkBesides(place, schema, keyword);
}

interface ValueRule {
  readonly holds: (value: unknown) => boolean;
  readonly allowed: string;
  readonly remedy?: string;
}

const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);
const isUnique = (value: unknown): boolean => isStrings(value) && new Set(value).size === value.length;
const isFilledList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;
const isTypes = (value: unknown): boolean =>
  isJsonType(value) || (isFilledList(value) && value.every(isJsonType) && new Set(value).size === value.length);

/** What a keyword's value must be; kinds without a rule take any value, or hold schemas that are checked themselves. */
const rules: Readonly<Partial<Record<KeywordKind, ValueRule>>> = {
  schemas: { holds: isFilledList, allowed: 'a list of at least one schema' },
  'schemas-by-name': { holds: isRecord, allowed: 'an object of schemas' },
  'schemas-by-pattern': {
    holds: (value) => isRecord(value) && Object.keys(value).every(isPattern),
    allowed: 'an object of schemas, its names regular expressions under the u flag',
    remedy: 'Correct the expression: under u only syntax characters are escaped',
  },
  type: {
    holds: isTypes,
    allowed: `${jsonTypes.join(', ')}, or a list of these`,
    remedy: 'Describe the JSON that is sent; Type.Unsafe gives it another type in TypeScript',
  },
  values: {
    holds: (value) => isFilledList(value) && value.every(isJson),
    allowed: 'a list of at least one JSON value',
  },
  value: { holds: isJson, allowed: 'a JSON value' },
  number: { holds: isFiniteNumber, allowed: 'a number' },
  'positive-number': { holds: (value) => isFiniteNumber(value) && value > 0, allowed: 'a number above 0' },
  count: {
    holds: (value) => isFiniteNumber(value) && Number.isInteger(value) && value >= 0,
    allowed: 'a whole number from 0',
  },
  boolean: { holds: (value) => typeof value === 'boolean', allowed: 'true or false' },
  pattern: {
    holds: isPattern,
    allowed: 'a regular expression under the u flag',
    remedy: 'Correct the expression: under u only syntax characters are escaped',
  },
  format: {
    holds: (value) => typesOfFormat(value) !== undefined,
    allowed: Object.values(checkedFormats).flat().join(', '),
    remedy: 'Write a pattern, or leave the format out: one that nothing checks promises too much',
  },
  names: { holds: isUnique, allowed: 'a list of names, each once' },
  'names-by-name': {
    holds: (value) => isRecord(value) && Object.values(value).every(isUnique),
    allowed: 'an object of lists of names, each once',
  },
  reference: { holds: (value) => typeof value === 'string', allowed: 'a name in $defs, an $id or a pointer' },
  identifier: { holds: (value) => typeof value === 'string' && value !== '', allowed: 'a name' },
};

function isPattern(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new RegExp(value, 'u');
    return true;
  } catch {
    return false;
  }
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (isRecord(value)) return Object.values(value).every(isJson);
  return value === null || typeof value === 'string' || typeof value === 'boolean' || isFiniteNumber(value);
}

/** Keywords that mean nothing without another one, or with it. */
function checkBesides(at: string, schema: SchemaObject, keyword: string): ContractFault[] {
  if (keyword === 'nullable' && schema['type'] === undefined)
    return [misplaced(at, 'nullable without a type', 'nullable beside type', 'Write Type.Union([..., Type.Null()])')];
  if (keyword === 'additionalItems' && !Array.isArray(schema['items']))
    return [misplaced(at, 'additionalItems without a list in items', 'items: a schema or false', 'Leave it out')];
  if (keyword === 'prefixItems' && Array.isArray(schema['items']))
    return [misplaced(at, 'prefixItems beside a list in items', 'one of the two', 'Keep prefixItems')];
  return checkType(at, schema, keyword);
}

function checkType(at: string, schema: SchemaObject, keyword: string): ContractFault[] {
  const types = [schema['type']].flat();
  const checked = keyword === 'format' ? typesOfFormat(schema['format']) : typesOfKeyword(keyword);
  if (checked === undefined || schema['type'] === undefined || checked.some((type) => types.includes(type))) return [];
  const name = keyword === 'format' ? `format ${shown(schema['format'])}` : keyword;
  return [
    misplaced(at, `${name} on ${types.join(', ')}`, `it on ${checked.join(' or ')}`, 'Correct the type, or remove it'),
  ];
}

const misplaced = (at: string, given: string, allowed: string, remedy: string): ContractFault => ({
  at,
  problem: 'would check nothing',
  given,
  allowed,
  remedy,
});

function unknownKeyword(at: string, keyword: string): ContractFault {
  const similar = similarKeyword(keyword);
  return {
    at: pointTo(at, keyword),
    problem: 'is no keyword that is checked',
    given: shown(keyword),
    allowed: 'the keywords of JSON Schema 2020-12 but anchors and dynamic references; names that start with "x-"',
    remedy: similar === undefined ? 'Remove it, or start an annotation of your own with "x-"' : `Write ${similar}`,
  };
}
