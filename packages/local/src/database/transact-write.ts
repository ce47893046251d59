import type { Store, Write } from 'dynalite/db/index.js';
import type { UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, internalServerError, isDynamoDbError } from './dynamodb-error.ts';
import { type TransactionAction, tryActions } from './transaction-action.ts';
import { transactionRefusal } from './transaction-verdict.ts';
import type { ScopeParts } from './write-scope.ts';

/**
 * Runs the actions of `TransactWriteItems`: checks everything against the store as it is, then stores all items and index
 * entries of all tables in one batch. LevelDB keeps a batch whole or not at all, also when the process is killed. The
 * caller holds the write lock.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function transactWrite(
  parts: ScopeParts,
  actions: readonly TransactionAction[],
): Promise<UncheckedObject | DynamoDbError> {
  const results = await tryActions(parts, actions);
  if (isDynamoDbError(results)) return results;
  const refusal = transactionRefusal(results);
  if (refusal !== undefined) return refusal;
  const writes = results.flatMap(({ action, scope }) => (action.kind === 'ConditionCheck' ? [] : scope.writes));
  return storeAll(parts.store, writes);
}

const storeAll = (store: Store, writes: readonly Write[]): Promise<UncheckedObject | DynamoDbError> =>
  new Promise((resolve) => {
    store.db.batch(writes, (error) => resolve(error ? internalServerError() : {}));
  });
