import { isJsonObject } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import type { Evaluation, Intrinsic } from './evaluation.ts';
import { malformed } from './evaluation.ts';
import { findInMap } from './lookup-functions.ts';
import { Unresolvable } from './unresolvable.ts';

/** `Fn::Length: list`. */
function length(argument: Json, evaluation: Evaluation): number {
  const list = evaluation.value(argument);
  if (!isList(list)) throw malformed('Fn::Length', 'a list', list);
  return list.length;
}

/** `Fn::ToJsonString: object or list`. */
function toJsonString(argument: Json, evaluation: Evaluation): string {
  const value = evaluation.value(argument);
  if (!isList(value) && !isJsonObject(value)) throw malformed('Fn::ToJsonString', 'an object or a list', value);
  const text = JSON.stringify(value);
  evaluation.limits.spend(text.length);
  return text;
}

/** `Fn::FindInMap` with a fourth member, `{ DefaultValue: value }`, for keys that the map does not have. */
function findInMapOr(argument: Json, evaluation: Evaluation): Json | undefined {
  const [map, top, second, options] = isList(argument) ? argument : [];
  const fallback = isJsonObject(options) ? own(options, 'DefaultValue') : undefined;
  if (fallback === undefined || map === undefined || top === undefined || second === undefined) {
    return findInMap(argument, evaluation);
  }
  try {
    return findInMap([map, top, second], evaluation);
  } catch (error) {
    if (error instanceof Unresolvable && error.finding.rule === 'map-entry') return evaluation.value(fallback);
    throw error;
  }
}

/**
 * The functions that `AWS::LanguageExtensions` adds to the evaluation of values; its loops are written out before.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
 */
export const languageFunctions: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::FindInMap', findInMapOr],
]);
