import { firstFault, type TablePart } from './database-request.ts';
import { expressionNodes, operandType } from './expressions.ts';

const conditionKinds = ['ConditionExpression', 'KeyConditionExpression', 'FilterExpression'] as const;
const ordering: Readonly<Record<string, string>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  between: 'BETWEEN',
};
const ordered = ['S', 'N', 'B'];

/**
 * Texts, numbers and binary values have an order, nothing else has. Comes before the engine turns key conditions round
 * that are written value first.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export const operandTypes = (part: TablePart): string | undefined =>
  firstFault(conditionKinds, (kind) =>
    firstFault(expressionNodes(part, kind), ({ type, args }) => {
      const operator = ordering[type];
      const wrong = operator && args.map(operandType).find((each) => each !== undefined && !ordered.includes(each));
      return wrong
        ? `Invalid ${kind}: Incorrect operand type for operator or function; ` +
            `operator or function: ${operator}, operand type: ${wrong}`
        : undefined;
    }),
  );
