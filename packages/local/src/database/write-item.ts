import type { UncheckedObject } from '../runtime/index.ts';
import type { DatabaseRequest } from './checks/database-request.ts';
import type { DynamoDbError } from './dynamodb-error.ts';
import { isConditionFailure, isDynamoDbError } from './dynamodb-error.ts';
import type { EngineOperation } from './engine-actions.ts';
import { runAction } from './run-action.ts';
import { openWriteScope, type ScopeParts } from './write-scope.ts';

/** Whether an operation changes one item. */
export const isItemWrite = (operation: EngineOperation): boolean =>
  operation === 'PutItem' || operation === 'UpdateItem' || operation === 'DeleteItem';

/**
 * Runs a write of one item: the item and its index entries are stored together or not at all. With
 * `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'` a failed condition answers with the item it was checked against.
 *
 * @param asked the parameters as sent: dynalite's check drops the one it does not know
 */
export async function writeItem(
  parts: ScopeParts,
  request: DatabaseRequest,
  asked: UncheckedObject,
): Promise<UncheckedObject | DynamoDbError> {
  const scope = openWriteScope(parts, request, (writes, done) => parts.store.db.batch(writes, done));
  const outcome = await runAction(scope.store, request);
  if (!isDynamoDbError(outcome) || !isConditionFailure(outcome)) return outcome;
  const { found } = scope;
  if (found === undefined || !wantsItem(asked)) return outcome;
  return { ...outcome, body: { ...outcome.body, Item: found } };
}

/** Whether a failed condition is to be answered with the item. */
export const wantsItem = (parameters: UncheckedObject): boolean =>
  parameters['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
