import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import {
  type Allowed,
  batchGetParameters,
  batchWriteParameters,
  isOperation,
  legacyParameters,
  type Operation,
  operationTable,
} from './allow-list.ts';
import { type DynamoDbError, serializationException, validationException } from './dynamodb-error.ts';

/** Refuses an operation by name. @param name as sent; only one that could be an operation is repeated */
export function operationRefusal(name: string): DynamoDbError | undefined {
  if (isOperation(name)) return undefined;
  const shown = /^[A-Za-z]{1,64}$/.test(name) ? `the operation ${name}` : 'an operation of that name';
  return validationException(
    `The local database does not have ${shown}. Allowed: ${Object.keys(operationTable).join(', ')}. ` +
      'Use one of these, or run this against AWS.',
  );
}

/**
 * Refuses, by name, a parameter that the engine would ignore or get wrong. A parameter that is null is as good as not
 * sent. Does NOT check the values that the engine checks itself.
 */
export function parameterRefusal(operation: Operation, parameters: UncheckedObject): DynamoDbError | undefined {
  const outer = structureRefusal(operation, parameters, operationTable[operation]);
  if (outer !== undefined) return outer;
  if (operation === 'BatchGetItem') return batchGetRefusal(parameters['RequestItems']);
  if (operation === 'BatchWriteItem') return batchWriteRefusal(parameters['RequestItems']);
  return undefined;
}

/** Refuses, by name, members of a structure that are not in its allow list. */
export function structureRefusal(
  where: string,
  parameters: UncheckedObject,
  allowed: Readonly<Record<string, Allowed>>,
): DynamoDbError | undefined {
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) continue;
    const rule = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (rule === undefined) return unknownParameter(where, name, Object.keys(allowed));
    if (rule !== 'any' && !rule.some((each) => each === value)) {
      return validationException(
        `The local database does not have ${where} with this value of ${name}. Allowed: ${rule.join(', ')}. ` +
          'Leave it out, or run this against AWS.',
      );
    }
  }
  return undefined;
}

function unknownParameter(where: string, name: string, allowed: readonly string[]): DynamoDbError {
  const shown = /^[A-Za-z]{1,64}$/.test(name) ? `the parameter ${name}` : 'a parameter of that name';
  const instead = Object.hasOwn(legacyParameters, name)
    ? `Use ${legacyParameters[name]} instead.`
    : 'Leave it out, or run this against AWS.';
  return validationException(
    `The local database does not have ${shown} of ${where}. Allowed: ${allowed.join(', ')}. ${instead}`,
  );
}

function batchGetRefusal(requestItems: unknown): DynamoDbError | undefined {
  if (!isJsonObject(requestItems)) return undefined;
  return first(Object.values(requestItems), (part) =>
    isJsonObject(part) ? structureRefusal('BatchGetItem', part, batchGetParameters) : serializationException(),
  );
}

function batchWriteRefusal(requestItems: unknown): DynamoDbError | undefined {
  if (!isJsonObject(requestItems)) return undefined;
  return first(Object.values(requestItems), (writes) =>
    Array.isArray(writes) ? first(writes, writeRefusal) : serializationException(),
  );
}

function writeRefusal(write: unknown): DynamoDbError | undefined {
  if (!isJsonObject(write)) return serializationException();
  const requests = Object.entries(write).filter(([, value]) => value !== null);
  const [name, request] = requests[0] ?? [];
  // dynalite would do the put and forget the delete.
  if (requests.length !== 1 || name === undefined) {
    return validationException('A write request of BatchWriteItem holds exactly one of PutRequest, DeleteRequest.');
  }
  const allowed = Object.hasOwn(batchWriteParameters, name) ? batchWriteParameters[name] : undefined;
  if (allowed === undefined) return unknownParameter('BatchWriteItem', name, Object.keys(batchWriteParameters));
  return isJsonObject(request) ? structureRefusal('BatchWriteItem', request, allowed) : serializationException();
}

function first<T>(values: readonly T[], refuse: (value: T) => DynamoDbError | undefined): DynamoDbError | undefined {
  for (const value of values) {
    const refusal = refuse(value);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
