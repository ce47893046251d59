import { isJsonObject } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { isList } from '../json-value.ts';
import type { Evaluation } from './evaluation.ts';
import { malformed, textOf } from './evaluation.ts';
import { Unresolvable } from './unresolvable.ts';

type ConditionFunction = (operands: readonly Json[], evaluation: Evaluation) => boolean;

interface Rule {
  readonly min: number;
  readonly max: number;
  readonly decide: ConditionFunction;
}

const functions: ReadonlyMap<string, Rule> = new Map([
  ['Fn::And', { min: 2, max: 10, decide: (all, e) => all.every((operand) => decideCondition(operand, e)) }],
  ['Fn::Or', { min: 2, max: 10, decide: (all, e) => all.some((operand) => decideCondition(operand, e)) }],
  ['Fn::Not', { min: 1, max: 1, decide: ([operand = null], e) => !decideCondition(operand, e) }],
  ['Fn::Equals', { min: 2, max: 2, decide: ([left, right], e) => operand(left, e) === operand(right, e) }],
] as const satisfies readonly (readonly [string, Rule])[]);

/**
 * The truth of a condition expression: `Fn::And`, `Fn::Or`, `Fn::Not`, `Fn::Equals`, `{ "Condition": name }`.
 * @throws {Unresolvable} for any other form, and where an operand has no value
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export const decideCondition = (expression: Json, evaluation: Evaluation): boolean =>
  evaluation.limits.enter(() => decide(expression, evaluation));

function decide(expression: Json, evaluation: Evaluation): boolean {
  const [name, argument, ...more] = isJsonObject(expression) ? Object.entries(expression).flat() : [];
  if (typeof name !== 'string' || argument === undefined || more.length > 0) {
    throw malformed('A condition', 'an object with one condition function', expression);
  }
  if (name === 'Condition' && typeof argument === 'string') return evaluation.condition(argument);
  const rule = functions.get(name);
  if (rule === undefined) throw unknownFunction(name);
  if (!isList(argument) || argument.length < rule.min || argument.length > rule.max) {
    throw malformed(name, `a list of ${rule.min} to ${rule.max} operands`, argument);
  }
  return rule.decide(argument, evaluation);
}

/** `Fn::If: [condition name, value if true, value if false]`; the chosen value, its members as written. */
export function chooseBranch(argument: Json, evaluation: Evaluation): Json | undefined {
  const [name, whenTrue, whenFalse, ...more] = isList(argument) ? argument : [];
  if (typeof name !== 'string' || whenTrue === undefined || whenFalse === undefined || more.length > 0) {
    throw malformed('Fn::If', '[condition name, value if true, value if false]', argument);
  }
  return evaluation.head(evaluation.condition(name) ? whenTrue : whenFalse);
}

const operand = (json: Json | undefined, evaluation: Evaluation): string =>
  textOf(json, 'Fn::Equals operand', evaluation);

const unknownFunction = (name: string): Unresolvable =>
  new Unresolvable({
    rule: 'condition-function',
    what: `${name} is not supported in a condition by the local platform`,
    allowed: [...functions.keys(), 'Condition'].join(', '),
    remedy: 'Write the condition with these functions.',
  });
