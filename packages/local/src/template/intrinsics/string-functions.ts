import { isJsonObject, quote } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import type { Evaluation } from './evaluation.ts';
import { malformed, textOf } from './evaluation.ts';
import { parseSub } from './sub-text.ts';
import { Unresolvable } from './unresolvable.ts';

/** `Fn::Join: [delimiter, list]`. */
export function join(argument: Json, evaluation: Evaluation): string {
  const [delimiter, list] = pair(argument, 'Fn::Join', '[delimiter, list]');
  const texts = listOf(list, 'Fn::Join list', evaluation).map((item, index) =>
    textOf(item, `Fn::Join list[${index}]`, evaluation),
  );
  return joined(texts, textOf(delimiter, 'Fn::Join delimiter', evaluation), evaluation);
}

/** `Fn::Split: [delimiter, text]`. */
export function split(argument: Json, evaluation: Evaluation): readonly string[] {
  const [delimiter, text] = pair(argument, 'Fn::Split', '[delimiter, string]');
  const whole = textOf(text, 'Fn::Split string', evaluation);
  evaluation.limits.spend(whole.length);
  return whole.split(textOf(delimiter, 'Fn::Split delimiter', evaluation));
}

/** `Fn::Select: [index, list]`, counted from 0. */
export function select(argument: Json, evaluation: Evaluation): Json {
  const [index, list] = pair(argument, 'Fn::Select', '[index, list]');
  const position = textOf(index, 'Fn::Select index', evaluation);
  const items = listOf(list, 'Fn::Select list', evaluation);
  const item = /^\d+$/.test(position) ? items[Number(position)] : undefined;
  if (item !== undefined && item !== null) return item;
  throw new Unresolvable({
    rule: 'select-index',
    what: `Fn::Select has no item ${quote(position)} in a list of ${items.length}`,
    remedy: 'Select an index between 0 and the length of the list minus 1.',
  });
}

/** `Fn::Sub: text` or `Fn::Sub: [text, { name: value }]`; `${!x}` stands for `${x}` itself. */
export function sub(argument: Json, evaluation: Evaluation): string {
  const [text, variables] = typeof argument === 'string' ? [argument, {}] : pair(argument, 'Fn::Sub', '[string, map]');
  if (typeof text !== 'string') throw malformed('Fn::Sub string', 'a literal string', text);
  if (!isJsonObject(variables)) throw malformed('Fn::Sub map', 'an object', variables);
  const texts = parseSub(text).map((piece) => {
    if (piece.literal !== undefined) return piece.literal;
    const given = own(variables, piece.name);
    return textOf(given ?? referenceOf(piece.name), `Fn::Sub variable ${quote(piece.name)}`, evaluation);
  });
  return joined(texts, '', evaluation);
}

function joined(texts: readonly string[], delimiter: string, { limits }: Evaluation): string {
  limits.spend(texts.reduce((sum, text) => sum + text.length + delimiter.length, 0));
  return texts.join(delimiter);
}

/** `Fn::Base64: text`. */
export function base64(argument: Json, evaluation: Evaluation): string {
  const bytes = Buffer.from(textOf(argument, 'Fn::Base64 text', evaluation));
  evaluation.limits.spend(Math.ceil(bytes.length / 3) * 4);
  return bytes.toString('base64');
}

function referenceOf(name: string): Json {
  const dot = name.indexOf('.');
  return dot === -1 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] };
}

function pair(argument: Json, where: string, form: string): readonly [Json, Json] {
  const [first, second, ...more] = isList(argument) ? argument : [];
  if (first === undefined || second === undefined || more.length > 0) throw malformed(where, form, argument);
  return [first, second];
}

function listOf(json: Json, where: string, evaluation: Evaluation): readonly Json[] {
  const value = evaluation.value(json);
  if (!isList(value)) throw malformed(where, 'a list', value);
  return value;
}
