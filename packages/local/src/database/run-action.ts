import type { Store } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { requestChecks } from './checks/check-lists.ts';
import { type DatabaseRequest, firstFault } from './checks/database-request.ts';
import { partsOf } from './checks/request-parts.ts';
import {
  type DynamoDbError,
  internalServerError,
  serializationException,
  validationException,
} from './dynamodb-error.ts';
import { actionNames, type EngineOperation } from './engine-actions.ts';
import { expressionRefusal } from './expression-refusal.ts';

/** Checks all of an operation's parameters that can be checked without a table, and parses the expressions in them. */
export function checkAction(operation: EngineOperation, parameters: UncheckedObject): DatabaseRequest | DynamoDbError {
  const { types } = actionNames[operation];
  try {
    // It drops members of what it is given.
    const checked = validations.checkTypes(structuredClone(parameters), types);
    validations.checkValidations(checked, types);
    const request = { operation, parameters: checked, parts: partsOf(operation, checked) };
    const fault = firstFault(requestChecks[operation], (check) => check(request));
    if (fault !== undefined) return validationException(fault);
    return expressionRefusal(checked) ?? request;
  } catch (error) {
    // What is no error of DynamoDB's is dynalite stumbling over a null where a structure should be.
    return toDynamoDbError(error) ?? serializationException();
  }
}

/** Runs a checked operation. Never rejects: what goes wrong is an error answer. */
export function runAction(
  store: Store,
  { operation, parameters }: DatabaseRequest,
): Promise<UncheckedObject | DynamoDbError> {
  return new Promise((resolve) => {
    actionNames[operation].run(store, parameters, (error, result) => {
      if (error) resolve(toDynamoDbError(error) ?? internalServerError());
      else resolve(isJsonObject(result) ? result : {});
    });
  });
}

/** An error as dynalite hands them on, for what it is to answer with. */
export const engineError = ({ status, body }: DynamoDbError): Error =>
  Object.assign(new Error(body.message), { statusCode: status, body });

/** dynalite throws errors with `statusCode` and `body`; the text is under `message` or, in some, `Message`. */
function toDynamoDbError(error: unknown): DynamoDbError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || !('body' in error)) return undefined;
  const { statusCode, body } = error;
  if (typeof statusCode !== 'number' || !isJsonObject(body)) return undefined;
  const message = body['message'] ?? body['Message'] ?? '';
  return { status: statusCode, body: { __type: String(body['__type']), message: String(message) } };
}
