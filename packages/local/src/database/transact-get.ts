import type { UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, isDynamoDbError } from './dynamodb-error.ts';
import { type TransactionAction, tryActions } from './transaction-action.ts';
import { transactionRefusal } from './transaction-verdict.ts';
import type { ScopeParts } from './write-scope.ts';

/**
 * Runs the actions of `TransactGetItems`. The caller holds the write lock.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export async function transactGet(
  parts: ScopeParts,
  actions: readonly TransactionAction[],
): Promise<UncheckedObject | DynamoDbError> {
  const results = await tryActions(parts, actions);
  if (isDynamoDbError(results)) return results;
  return transactionRefusal(results) ?? { Responses: results.map(({ outcome }) => outcome) };
}
