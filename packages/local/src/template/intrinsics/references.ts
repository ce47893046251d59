import { isJsonObject } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import { attributeTarget } from './lookup-functions.ts';
import { parseSub } from './sub-text.ts';

/** A name that a value of the template refers to, and where. */
export interface Reference {
  readonly name: string;
  /** The way to it, down to the intrinsic: `Properties.Target.Fn::Join[1][1].Ref`. */
  readonly path: string;
}

/** Says how a condition comes out; `undefined` when that cannot be known. */
type Conditions = (name: string) => boolean | undefined;

/**
 * Every name that `Ref`, `Fn::GetAtt` and `Fn::Sub` refer to in a value, in the branches of `Fn::If` that count (both,
 * when the condition has no value).
 */
export function referencesIn(json: Json, path: string, conditions: Conditions): readonly Reference[] {
  if (isList(json)) return json.flatMap((item, index) => referencesIn(item, `${path}[${index}]`, conditions));
  if (!isJsonObject(json)) return [];
  const entries = Object.entries(json);
  const [first] = entries;
  const call = entries.length === 1 && first !== undefined ? callReferences(first, path, conditions) : undefined;
  return call ?? entries.flatMap(([key, value]) => referencesIn(value, `${path}.${key}`, conditions));
}

function callReferences(
  [key, argument]: readonly [string, Json],
  path: string,
  conditions: Conditions,
): readonly Reference[] | undefined {
  const here = `${path}.${key}`;
  if (key === 'Ref' && typeof argument === 'string') return [{ name: argument, path: here }];
  if (key === 'Fn::GetAtt') return getAttReferences(argument, here);
  if (key === 'Fn::Sub') return subReferences(argument, here, conditions);
  return key === 'Fn::If' ? branchReferences(argument, here, conditions) : undefined;
}

function getAttReferences(argument: Json, path: string): readonly Reference[] | undefined {
  const target = attributeTarget(argument);
  return target === undefined ? undefined : [{ name: target.logicalId, path }];
}

function subReferences(argument: Json, path: string, conditions: Conditions): readonly Reference[] {
  const [text = '', variables = {}] = isList(argument) ? argument : [argument];
  const given = isJsonObject(variables) ? variables : {};
  const names = parseSub(typeof text === 'string' ? text : '').flatMap((piece) => piece.name ?? []);
  const free = names.filter((name) => own(given, name) === undefined).map((name) => name.split('.')[0] ?? name);
  return [...free.map((name) => ({ name, path })), ...referencesIn(given, `${path}[1]`, conditions)];
}

function branchReferences(argument: Json, path: string, conditions: Conditions): readonly Reference[] | undefined {
  const [name, ...branches] = isList(argument) ? argument : [];
  if (typeof name !== 'string' || branches.length !== 2) return undefined;
  const truth = conditions(name);
  return branches.flatMap((branch, index) =>
    truth === undefined || truth === (index === 0) ? referencesIn(branch, `${path}[${index + 1}]`, conditions) : [],
  );
}
