import type { Store } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, internalServerError, serializationException } from './dynamodb-error.ts';
import { actionNames, type EngineOperation } from './engine-actions.ts';
import { expressionRefusal } from './expression-refusal.ts';

/** Parameters that were checked without looking at any table, expressions parsed. */
export interface CheckedAction {
  readonly operation: EngineOperation;
  readonly parameters: Record<string, unknown>;
}

/** Checks types, sizes and expressions of an operation's parameters. Looks at no table. */
export function checkAction(
  store: Store,
  operation: EngineOperation,
  parameters: UncheckedObject,
): CheckedAction | DynamoDbError {
  const { types, custom } = actionNames[operation].rules;
  try {
    // It drops members of what it is given.
    const checked = validations.checkTypes(structuredClone(parameters), types);
    validations.checkValidations(checked, types, custom, store);
    return expressionRefusal(checked) ?? { operation, parameters: checked };
  } catch (error) {
    // What is no error of DynamoDB's is dynalite stumbling over a null where a structure should be.
    return toDynamoDbError(error) ?? serializationException();
  }
}

/** Runs a checked operation. Never rejects: what goes wrong is an error answer. */
export function runAction(
  store: Store,
  { operation, parameters }: CheckedAction,
): Promise<UncheckedObject | DynamoDbError> {
  return new Promise((resolve) => {
    actionNames[operation].run(store, parameters, (error, result) => {
      if (error) resolve(toDynamoDbError(error) ?? internalServerError());
      else resolve(isJsonObject(result) ? result : {});
    });
  });
}

/** dynalite throws errors with `statusCode` and `body`; the text is under `message` or, in some, `Message`. */
function toDynamoDbError(error: unknown): DynamoDbError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || !('body' in error)) return undefined;
  const { statusCode, body } = error;
  if (typeof statusCode !== 'number' || !isJsonObject(body)) return undefined;
  const message = body['message'] ?? body['Message'] ?? '';
  return { status: statusCode, body: { __type: String(body['__type']), message: String(message) } };
}
