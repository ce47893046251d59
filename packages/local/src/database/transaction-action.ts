import type { Store } from 'dynalite/db/index.js';
import type { UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, isDynamoDbError, validationException } from './dynamodb-error.ts';
import type { EngineOperation } from './engine-actions.ts';
import { type CheckedAction, checkAction, runAction } from './run-action.ts';
import { openWriteScope, type WriteScope } from './write-scope.ts';

/** The kinds of actions in transactions. */
export type ActionKind = 'ConditionCheck' | 'Delete' | 'Get' | 'Put' | 'Update';

/** One action of a transaction: what `TransactItems` holds under the name of its kind. */
export interface TransactionAction {
  readonly kind: ActionKind;
  readonly parameters: UncheckedObject;
}

/** How an action came out, nothing of it stored. */
export interface ActionResult {
  readonly action: TransactionAction;
  readonly scope: WriteScope;
  readonly outcome: UncheckedObject | DynamoDbError;
}

/** A condition check is a deletion that is never stored: dynalite has no other operation that checks alone. */
const operationTable: Readonly<Record<ActionKind, EngineOperation>> = {
  ConditionCheck: 'DeleteItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

/** What an action must have though its operation outside transactions need not. */
const requiredParameters: Partial<Readonly<Record<ActionKind, string>>> = {
  ConditionCheck: 'conditionExpression',
  Update: 'updateExpression',
};

/**
 * Runs every action against the store as it is and stores nothing. The caller holds the write lock.
 *
 * @returns the results in order, or why the request is refused as a whole: parameters, before any table is looked at
 */
export async function tryActions(
  store: Store,
  actions: readonly TransactionAction[],
): Promise<readonly ActionResult[] | DynamoDbError> {
  const checked: (readonly [TransactionAction, CheckedAction])[] = [];
  for (const [index, action] of actions.entries()) {
    const one = check(store, action);
    if (isDynamoDbError(one)) return inMember(one, `transactItems.${index + 1}.member.${lowerFirst(action.kind)}`);
    checked.push([action, one]);
  }
  return Promise.all(checked.map(([action, one]) => tryAction(store, action, one)));
}

async function tryAction(store: Store, action: TransactionAction, checked: CheckedAction): Promise<ActionResult> {
  const scope = openWriteScope(store);
  return { action, scope, outcome: await runAction(scope.store, checked) };
}

function check(store: Store, { kind, parameters }: TransactionAction): CheckedAction | DynamoDbError {
  const checked = checkAction(store, operationTable[kind], parameters);
  const required = requiredParameters[kind];
  if (required === undefined || isDynamoDbError(checked)) return checked;
  const given = checked.parameters[required.charAt(0).toUpperCase() + required.slice(1)];
  return given === undefined ? missing(required) : checked;
}

const missing = (member: string): DynamoDbError =>
  validationException(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );

/** dynalite names members as in an operation of their own. */
function inMember(error: DynamoDbError, path: string): DynamoDbError {
  const message = error.body.message.replaceAll(/ at '([A-Za-z0-9.]+)' failed/g, ` at '${path}.$1' failed`);
  return { ...error, body: { ...error.body, message } };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
