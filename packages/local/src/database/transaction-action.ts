import type { UncheckedObject } from '../runtime/index.ts';
import type { DatabaseRequest } from './checks/database-request.ts';
import { type DynamoDbError, isDynamoDbError, validationException } from './dynamodb-error.ts';
import type { EngineOperation } from './engine-actions.ts';
import { checkAction, runAction } from './run-action.ts';
import { actionRefusal, tableRefusal } from './table-refusal.ts';
import { openWriteScope, type ScopeParts, type WriteScope } from './write-scope.ts';

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
 * @returns the results in order, or why the request is refused as a whole
 */
export async function tryActions(
  parts: ScopeParts,
  actions: readonly TransactionAction[],
): Promise<readonly ActionResult[] | DynamoDbError> {
  const checked: (readonly [TransactionAction, DatabaseRequest])[] = [];
  for (const [index, action] of actions.entries()) {
    const one = check(action);
    if (isDynamoDbError(one)) return inMember(one, `transactItems.${index + 1}.member.${lowerFirst(action.kind)}`);
    checked.push([action, one]);
  }
  for (const [, one] of checked) {
    const refusal = tableRefusal(one, parts.tables);
    if (refusal !== undefined) return refusal;
  }
  return Promise.all(checked.map(([action, one]) => tryAction(parts, action, one)));
}

async function tryAction(
  parts: ScopeParts,
  action: TransactionAction,
  checked: DatabaseRequest,
): Promise<ActionResult> {
  const scope = openWriteScope(parts, checked);
  const outcome = actionRefusal(checked, parts.tables) ?? (await runAction(scope.store, checked));
  return { action, scope, outcome };
}

function check({ kind, parameters }: TransactionAction): DatabaseRequest | DynamoDbError {
  const checked = checkAction(operationTable[kind], parameters);
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
