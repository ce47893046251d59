import { firstFault, type TablePart } from './database-request.ts';
import { type ExpressionKind, expressionKinds, expressionNodes, expressionPaths } from './expressions.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxOperators = 300;
const maxInOperands = 100;
const maxPathLevels = 32;

/** How much a parsed expression may hold. */
export const expressionLimits = (part: TablePart): string | undefined =>
  firstFault(expressionKinds, (kind) => {
    const fault = limitFault(part, kind);
    return fault && `Invalid ${kind}: ${fault}`;
  });

function limitFault(part: TablePart, kind: ExpressionKind): string | undefined {
  const nodes = expressionNodes(part, kind);
  // DynamoDB stops counting at the first one too many.
  if (nodes.length > maxOperators) {
    return `The expression contains too many operators; operator count: ${maxOperators + 1}`;
  }
  const operands = nodes.map(({ type, args }) => (type === 'in' ? args.length - 1 : 0));
  const tooMany = operands.find((count) => count > maxInOperands);
  if (tooMany !== undefined) {
    return `The IN operator is provided with too many operands; number of operands: ${tooMany}`;
  }
  const tooDeep = expressionPaths(part, kind).find(({ length }) => length > maxPathLevels);
  return tooDeep && `The document path has too many nesting levels; nesting levels: ${tooDeep.length}`;
}
