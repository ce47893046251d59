import { isJsonObject, type UncheckedObject } from '../../runtime/index.ts';
import type { TablePart } from './database-request.ts';

/** A path in a document: names, and indexes of list elements. */
export type DocumentPath = readonly (string | number)[];

/** One action of a parsed update. */
export interface UpdateSection {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: DocumentPath;
  readonly val?: unknown;
}

/** The parameters that hold expressions, and the members that the engine's parser adds. */
const parsedMembers = {
  UpdateExpression: '_updates',
  ConditionExpression: '_condition',
  KeyConditionExpression: '_keyCondition',
  FilterExpression: '_filter',
  ProjectionExpression: '_projection',
} as const;

export type ExpressionKind = keyof typeof parsedMembers;
export const expressionKinds = Object.keys(parsedMembers) as readonly ExpressionKind[];

const parsedMember = ({ parameters }: TablePart, kind: ExpressionKind): UncheckedObject => {
  const parsed = parameters[parsedMembers[kind]];
  return isJsonObject(parsed) ? parsed : {};
};

/** The parsed condition, key condition or filter; undefined where there is none. */
export const conditionOf = (
  part: TablePart,
  kind: 'ConditionExpression' | 'KeyConditionExpression' | 'FilterExpression',
): unknown => parsedMember(part, kind)['expression'];

export const updateSections = (part: TablePart): readonly UpdateSection[] =>
  (parsedMember(part, 'UpdateExpression')['sections'] ?? []) as readonly UpdateSection[];

export const projectedPaths = (part: TablePart): readonly DocumentPath[] =>
  (parsedMember(part, 'ProjectionExpression')['paths'] ?? []) as readonly DocumentPath[];

/** An operator or function of a parsed expression. */
export interface ExpressionNode {
  /** `and`, `<`, `between`, `function`, ... */
  readonly type: string;
  /** Of a function. */
  readonly name?: string;
  /** Nodes, paths and values. */
  readonly args: readonly unknown[];
}

/** The operators and functions of an expression, outer ones first. */
export function expressionNodes(part: TablePart, kind: ExpressionKind): readonly ExpressionNode[] {
  if (kind === 'ProjectionExpression') return [];
  if (kind === 'UpdateExpression') return updateSections(part).flatMap(({ val }) => nodesWithin(val));
  return nodesWithin(conditionOf(part, kind));
}

/** Every path an expression names. */
export function expressionPaths(part: TablePart, kind: ExpressionKind): readonly DocumentPath[] {
  const operands = expressionNodes(part, kind).flatMap(({ args }) => args);
  const targets = kind === 'UpdateExpression' ? updateSections(part).flatMap(({ path, val }) => [path, val]) : [];
  return [...(kind === 'ProjectionExpression' ? projectedPaths(part) : []), ...targets, ...operands].filter(isPath);
}

/** The one type of a value; undefined for a path or a node. */
export const operandType = (operand: unknown): string | undefined =>
  isJsonObject(operand) && !isNode(operand) ? Object.keys(operand)[0] : undefined;

const nodesWithin = (operand: unknown): readonly ExpressionNode[] =>
  isNode(operand) ? [operand, ...operand.args.flatMap(nodesWithin)] : [];

const isNode = (operand: unknown): operand is ExpressionNode =>
  isJsonObject(operand) && typeof operand['type'] === 'string' && Array.isArray(operand['args']);

const isPath = (operand: unknown): operand is DocumentPath => Array.isArray(operand);
