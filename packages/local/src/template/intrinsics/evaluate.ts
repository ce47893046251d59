import { isJsonObject, quote } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import { chooseBranch, decideCondition } from './condition-functions.ts';
import type { Evaluation, Intrinsic, Scope } from './evaluation.ts';
import { languageFunctions } from './language-functions.ts';
import { findInMap, getAtt, importValue, ref } from './lookup-functions.ts';
import { availabilityZones, cidr } from './network-functions.ts';
import { base64, join, select, split, sub } from './string-functions.ts';
import { Unresolvable } from './unresolvable.ts';

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', chooseBranch],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::GetAZs', availabilityZones],
]);

/**
 * Evaluates the intrinsic functions of a value, all the way down.
 * @returns `undefined` for `AWS::NoValue`; members that come out so are left out of their object or list
 * @throws {Unresolvable} where a function is not supported or has no value
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const evaluate = (json: Json, scope: Scope): Json | undefined => evaluationIn(scope).value(json);

/** As {@link evaluate}, but the members of an object or list stay as written. */
export const evaluateHead = (json: Json, scope: Scope): Json | undefined => evaluationIn(scope).head(json);

/** The truth of a condition expression. */
export const evaluateCondition = (json: Json, scope: Scope): boolean => decideCondition(json, evaluationIn(scope));

/**
 * The intrinsic call a value is, if it is one: an object whose only key is `Ref` or starts with `Fn::`.
 * @throws {Unresolvable} when such a key has siblings
 */
export function intrinsicCall(json: Json): { readonly name: string; readonly argument: Json } | undefined {
  if (!isJsonObject(json)) return undefined;
  const entries = Object.entries(json);
  const call = entries.find(([key]) => key.startsWith('Fn::') || (key === 'Ref' && entries.length === 1));
  if (call === undefined) return undefined;
  if (entries.length > 1) {
    throw new Unresolvable({
      rule: 'intrinsic-beside-keys',
      what: `${call[0]} stands beside other keys`,
      remedy: 'Let an intrinsic function be the only key of its object.',
    });
  }
  return { name: call[0], argument: call[1] };
}

function evaluationIn(scope: Scope): Evaluation {
  const { limits } = scope;
  const evaluation: Evaluation = {
    limits,
    ref: (name) => scope.ref(name),
    attribute: (logicalId, attribute) => scope.attribute(logicalId, attribute),
    condition: (name) => scope.condition(name),
    mapEntry: (map, topKey, secondKey) => scope.mapEntry(map, topKey, secondKey),
    imported: (exportName) => scope.imported(exportName),
    hasLanguageExtensions: scope.hasLanguageExtensions ?? false,
    head: (json) => limits.enter(() => callOrSelf(json, evaluation)),
    value: (json) =>
      limits.enter(() => {
        const head = callOrSelf(json, evaluation);
        return head === undefined ? undefined : members(head, evaluation);
      }),
  };
  return evaluation;
}

function callOrSelf(json: Json, evaluation: Evaluation): Json | undefined {
  const call = intrinsicCall(json);
  if (call === undefined) return json;
  const extended = evaluation.hasLanguageExtensions === true ? languageFunctions.get(call.name) : undefined;
  const intrinsic = extended ?? intrinsics.get(call.name);
  if (intrinsic !== undefined) return intrinsic(call.argument, evaluation);
  throw new Unresolvable({
    rule: 'intrinsic-function',
    what: `${nameOf(call)} is not supported by the local platform`,
    allowed: [...intrinsics.keys()].join(', '),
    remedy: 'Write the value out, or use one of these functions.',
  });
}

/** A macro by its own name: `Fn::Transform "AWS::Include"`. */
function nameOf({ name, argument }: { readonly name: string; readonly argument: Json }): string {
  const macro = name === 'Fn::Transform' && isJsonObject(argument) ? own(argument, 'Name') : undefined;
  return typeof macro === 'string' ? `${name} ${quote(macro)}` : name;
}

function members(json: Json, evaluation: Evaluation): Json {
  if (isList(json)) return json.map((item) => evaluation.value(item)).filter((item) => item !== undefined);
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, member]) => {
      const value = evaluation.value(member);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
