import validations from 'dynalite/validations/index.js';
import type { Check, TablePart } from './database-request.ts';
import { ofEachPart } from './database-request.ts';
import type { ExpressionKind } from './expressions.ts';

/** Names and values come with an expression. @param kinds the expressions of the operation */
export const strayPlaceholders = (...kinds: readonly ExpressionKind[]): Check =>
  ofEachPart(({ parameters }) => validations.validateExpressionParams(parameters, [...kinds], []));

/**
 * Parses the expressions with the engine's parser: syntax, reserved words, names and values that are not defined or not
 * used, paths that overlap, functions and their operands.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
 */
export const parsedExpressions = ({ parameters }: TablePart): string | undefined =>
  validations.validateExpressions(parameters);
