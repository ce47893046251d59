import { quote } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import type { EvaluationLimits } from './evaluation-limits.ts';
import { Unresolvable } from './unresolvable.ts';

/** What the intrinsic functions ask of their stack. Every method throws {@link Unresolvable} when it has no answer. */
export interface Scope {
  readonly limits: EvaluationLimits;
  /** `undefined` stands for `AWS::NoValue`. */
  ref(name: string): Json | undefined;
  attribute(logicalId: string, attribute: string): Json;
  condition(name: string): boolean;
  mapEntry(map: string, topKey: string, secondKey: string): Json;
  imported(exportName: string): Json;
  /** Whether the template has the functions of `AWS::LanguageExtensions`. @default it has not */
  readonly hasLanguageExtensions?: boolean;
  /** The value of a dynamic reference: what stands between `{{resolve:` and `}}`. @default there are none */
  dynamic?(reference: string): string;
  /**
   * The same names, and in addition made-up identifiers of resources that are not run. Only for values that decide
   * nothing. @default none are made up
   */
  readonly withMadeUp?: Scope;
}

/** A scope plus the evaluation of arguments. */
export interface Evaluation extends Scope {
  /** The value with every intrinsic in it evaluated; `undefined`: `AWS::NoValue`. */
  value(json: Json): Json | undefined;
  /** As `value`, but the members of an object or list stay as they are written. */
  head(json: Json): Json | undefined;
}

/** One intrinsic function: its argument as written, evaluated. */
export type Intrinsic = (argument: Json, evaluation: Evaluation) => Json | undefined;

/** An argument that must come out as text; numbers and booleans are written out, as CloudFormation does. */
export function textOf(json: Json | undefined, where: string, evaluation: Evaluation): string {
  const value = json === undefined ? undefined : evaluation.value(json);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed(where, 'a string', value);
}

/** The refusal of an argument of the wrong form. */
export const malformed = (where: string, wanted: string, given: Json | undefined): Unresolvable =>
  new Unresolvable({
    rule: 'intrinsic-argument',
    what: `${where} must be ${wanted}`,
    given: quote(given),
    remedy: `Give ${where} ${wanted}.`,
  });
