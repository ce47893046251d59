import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { transactionParameters } from './allow-list.ts';
import { type DynamoDbError, isDynamoDbError, serializationException, validationException } from './dynamodb-error.ts';
import { structureRefusal } from './operation-refusals.ts';
import type { ActionKind, TransactionAction } from './transaction-action.ts';

const maxActions = 100;

/** An operation of several actions that succeed or fail together. */
export type TransactionOperation = 'TransactGetItems' | 'TransactWriteItems';

const kinds: Readonly<Record<TransactionOperation, readonly ActionKind[]>> = {
  TransactGetItems: ['Get'],
  TransactWriteItems: ['ConditionCheck', 'Delete', 'Put', 'Update'],
};

/**
 * The actions of a transaction, or why it is refused: their number, their shape, or by name what they ask for that the
 * local database lacks. Does NOT look into keys, items and expressions.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function readTransaction(
  operation: TransactionOperation,
  { TransactItems: items }: UncheckedObject,
): readonly TransactionAction[] | DynamoDbError {
  if (items === undefined || items === null) return constraint('null', 'not be null');
  if (!Array.isArray(items) || !items.every(isJsonObject)) return serializationException();
  if (items.length === 0) return constraint("'[]'", 'have length greater than or equal to 1');
  if (items.length > maxActions) {
    const shown = items.map(() => `com.amazonaws.dynamodb.v20120810.${operation.slice(0, -1)}`).join(', ');
    return constraint(`'[${shown}]'`, `have length less than or equal to ${maxActions}`);
  }
  const read = items.map((item) => readAction(operation, item));
  return read.find(isDynamoDbError) ?? read.flatMap((action) => (isDynamoDbError(action) ? [] : [action]));
}

const constraint = (shown: string, must: string): DynamoDbError =>
  validationException(
    `1 validation error detected: Value ${shown} at 'transactItems' failed to satisfy constraint: Member must ${must}`,
  );

function readAction(operation: TransactionOperation, item: UncheckedObject): TransactionAction | DynamoDbError {
  const given = Object.entries(item).filter(([, value]) => value !== null);
  const known = kinds[operation];
  const stranger = given.find(([name]) => !known.some((kind) => kind === name));
  if (stranger !== undefined) return unknownKind(operation, stranger[0]);
  const [kind, another] = known.filter((name) => given.some(([each]) => each === name));
  if (kind === undefined || another !== undefined) {
    return validationException('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const parameters = item[kind];
  if (!isJsonObject(parameters)) return serializationException();
  return structureRefusal(`${operation}.${kind}`, parameters, transactionParameters[kind]) ?? { kind, parameters };
}

function unknownKind(operation: TransactionOperation, name: string): DynamoDbError {
  const shown = /^[A-Za-z]{1,64}$/.test(name) ? `the action ${name}` : 'an action of that name';
  return validationException(
    `The local database does not have ${shown} of ${operation}. Allowed: ${kinds[operation].join(', ')}. Leave it out.`,
  );
}
