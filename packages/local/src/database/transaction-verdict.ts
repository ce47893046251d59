import type { Item } from './checks/database-request.ts';
import { itemBytes } from './checks/item-size.ts';
import {
  type CancellationReason,
  type DynamoDbError,
  isConditionFailure,
  isDynamoDbError,
  isValidationFailure,
  transactionCanceled,
  validationException,
} from './dynamodb-error.ts';
import type { ActionResult } from './transaction-action.ts';
import { wantsItem } from './write-item.ts';

const maxBytes = 4 * 1024 * 1024;

/**
 * Why a transaction may not go on; undefined when it may.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function transactionRefusal(results: readonly ActionResult[]): DynamoDbError | undefined {
  const keys = results.flatMap(({ scope }) => scope.itemKey ?? []);
  if (new Set(keys).size < keys.length) {
    return validationException('Transaction request cannot include multiple operations on one item');
  }
  const errors = results.flatMap(({ outcome }) => (isDynamoDbError(outcome) ? [outcome] : []));
  const whole = errors.find((error) => !isConditionFailure(error) && !isValidationFailure(error));
  if (whole !== undefined) return whole;
  return errors.length > 0 ? transactionCanceled(results.map(reasonOf)) : sizeRefusal(results);
}

function reasonOf({ action, scope, outcome }: ActionResult): CancellationReason {
  if (!isDynamoDbError(outcome)) return { Code: 'None' };
  const { message: Message } = outcome.body;
  if (!isConditionFailure(outcome)) return { Code: 'ValidationError', Message };
  const item = wantsItem(action.parameters) ? scope.found : undefined;
  return { Code: 'ConditionalCheckFailed', Message, ...(item !== undefined && { Item: item }) };
}

/** DynamoDB documents the limit; the words are ours. */
function sizeRefusal(results: readonly ActionResult[]): DynamoDbError | undefined {
  const bytes = results.map(itemOf).reduce((sum, item) => sum + (item === undefined ? 0 : itemBytes(item)), 0);
  if (bytes <= maxBytes) return undefined;
  return validationException(
    `The items of the transaction have ${bytes} bytes. Allowed: ${maxBytes}. Split the transaction.`,
  );
}

/** The item that would be there after the action; where it writes none, the one it found. */
function itemOf({ scope }: ActionResult): Item | undefined {
  const written = scope.writes.find(({ key }) => key === scope.itemKey);
  return written?.type === 'put' ? (written.value as Item) : (scope.found as Item | undefined);
}
