import type { Json } from '../json-value.ts';
import { isList } from '../json-value.ts';
import type { Evaluation } from './evaluation.ts';
import { malformed, textOf } from './evaluation.ts';

/** `Ref: name` of a parameter, pseudo parameter or resource. */
export function ref(argument: Json, evaluation: Evaluation): Json | undefined {
  if (typeof argument !== 'string') throw malformed('Ref', 'a name', argument);
  return evaluation.ref(argument);
}

/** `Fn::GetAtt: [logicalId, attribute]` or `"logicalId.attribute"`. */
export function getAtt(argument: Json, evaluation: Evaluation): Json {
  const target = attributeTarget(argument);
  if (target === undefined) throw malformed('Fn::GetAtt', '[logical ID, attribute]', argument);
  return evaluation.attribute(target.logicalId, textOf(target.attribute, 'Fn::GetAtt attribute', evaluation));
}

/** What an `Fn::GetAtt` points at; `undefined` when it is malformed. The attribute may itself hold a `Ref`. */
export function attributeTarget(argument: Json): { logicalId: string; attribute: Json } | undefined {
  const [logicalId, attribute, ...more] =
    typeof argument === 'string' ? atDot(argument) : isList(argument) ? argument : [];
  if (typeof logicalId !== 'string' || attribute === undefined || more.length > 0) return undefined;
  return { logicalId, attribute };
}

/** `Fn::FindInMap: [map, top-level key, second-level key]`; the form with a default needs a transform and is refused. */
export function findInMap(argument: Json, evaluation: Evaluation): Json {
  const keys = isList(argument) ? argument : [];
  if (keys.length !== 3) throw malformed('Fn::FindInMap', '[map, top-level key, second-level key]', argument);
  const [map = '', top = '', second = ''] = keys.map((key) => textOf(key, 'Fn::FindInMap key', evaluation));
  return evaluation.mapEntry(map, top, second);
}

/** `Fn::ImportValue: name` of an export of another stack of the same assembly. */
export const importValue = (argument: Json, evaluation: Evaluation): Json =>
  evaluation.imported(textOf(argument, 'Fn::ImportValue name', evaluation));

function atDot(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
