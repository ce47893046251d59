import validations from 'dynalite/validations/index.js';
import { firstFault, type Item, type TableCheck, type TablePart } from './database-request.ts';
import { conditionOf } from './expressions.ts';
import { emptyKeyFault, keySizeFault } from './key-values.ts';

interface KeyCondition {
  readonly AttributeValueList: readonly Item[string][];
}

/** Turns a parsed key condition into one condition for each key attribute, which is the form that the engine runs. */
export function keyConditions(part: TablePart): string | undefined {
  const expression = conditionOf(part, 'KeyConditionExpression');
  if (expression === undefined) {
    return 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.';
  }
  const converted = validations.convertKeyCondition(expression);
  if (typeof converted === 'string') return converted;
  part.parameters['KeyConditions'] = converted;
  return undefined;
}

/**
 * How many attributes a query is about, and the values it looks for.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export const keyConditionValues: TableCheck = ({ parameters }, table) => {
  const conditions = parameters['KeyConditions'] as Readonly<Record<string, KeyCondition>>;
  const index = table.globalSecondaryIndexes.find(({ indexName }) => indexName === parameters['IndexName']);
  const { keySchema } = index ?? table;
  const count = Object.keys(conditions).length;
  if (count > 2) {
    return `The number of query conditions (${count}) exceeds the number of key attributes defined in the schema (${keySchema.length})`;
  }
  return firstFault(keySchema, ({ name, type }) =>
    firstFault(
      conditions[name]?.AttributeValueList ?? [],
      (value) => emptyKeyFault(name, value) ?? keySizeFault(type, value),
    ),
  );
};
