import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, validationException } from './dynamodb-error.ts';

/**
 * Refuses the expressions that dynalite parses and then evaluates otherwise than DynamoDB:
 *
 * - comparing a map or a list: it compares identities, so `=` is never true and `<>` always;
 * - removing list elements together with another change to list elements: it removes one after the other, so the
 *   second index is off by one, where DynamoDB takes every index in the item as it was.
 *
 * @param parameters after dynalite's validation, which leaves the parsed expressions in underscored members
 */
export function expressionRefusal(parameters: UncheckedObject): DynamoDbError | undefined {
  const conditions = [parameters['_condition'], parameters['_filter']];
  if (conditions.some((condition) => isJsonObject(condition) && comparesDocuments(condition['expression']))) {
    return validationException(
      'The local database does not compare maps or lists in ConditionExpression or FilterExpression. ' +
        'Allowed: scalars and sets. Compare an attribute within it, or run this against AWS.',
    );
  }
  const updates = parameters['_updates'];
  if (isJsonObject(updates) && removesByMovingIndex(updates['sections'])) {
    return validationException(
      'The local database does not remove a list element together with another change to list elements in one ' +
        'UpdateExpression. Allowed: one list element at a time. Split the update, or run this against AWS.',
    );
  }
  return undefined;
}

/** Walks the parsed condition: `{ type, args }` nodes, paths as lists, values as `{ M: ... }`. */
function comparesDocuments(node: unknown): boolean {
  if (!isJsonObject(node)) return false;
  if (isDocument(node)) return true;
  const args = node['args'];
  return Array.isArray(args) && args.some(comparesDocuments);
}

const isDocument = (node: UncheckedObject) => node['type'] === undefined && ('M' in node || 'L' in node);

function removesByMovingIndex(sections: unknown): boolean {
  if (!Array.isArray(sections)) return false;
  const onElements = sections.filter(isJsonObject).filter(({ path }) => Array.isArray(path) && path.some(isIndex));
  return onElements.length > 1 && onElements.some(({ type }) => type === 'remove');
}

const isIndex = (piece: unknown) => typeof piece === 'number';
