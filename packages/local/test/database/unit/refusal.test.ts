import { describe, expect, it } from '@jest/globals';
import { type Operation, operationTable } from '../../../src/database/allow-list.ts';
import { operationRefusal, parameterRefusal } from '../../../src/database/operation-refusals.ts';

describe('an operation the local database lacks', () => {
  it.each([
    'ExecuteStatement',
    'BatchExecuteStatement',
    'ExecuteTransaction',
    'CreateTable',
    'DeleteTable',
    'UpdateTable',
    'TagResource',
    'toString',
    '__proto__',
  ])('%s is refused by name', (name) => {
    const refusal = operationRefusal(name);

    expect(refusal?.status).toBe(400);
    expect(refusal?.body.__type).toBe('com.amazonaws.dynamodb.v20120810#ValidationException');
    if (/^[A-Za-z]+$/.test(name)) expect(refusal?.body.message).toContain(`the operation ${name}. Allowed: `);
  });

  it('is not repeated when it cannot be an operation', () => {
    expect(operationRefusal('Secret token 123')?.body.message).not.toContain('123');
  });

  it.each(Object.keys(operationTable))('%s is one it has', (name) => {
    expect(operationRefusal(name)).toBeUndefined();
  });
});

describe('a parameter', () => {
  const write = (request: unknown) => ({ RequestItems: { Orders: [request] } });

  it.each<{ name: string; operation: Operation; parameters: Record<string, unknown>; named: string }>([
    {
      name: 'that dynalite ignores',
      operation: 'PutItem',
      parameters: { ReturnItemCollectionMetrics: 'SIZE' },
      named: 'ReturnItemCollectionMetrics',
    },
    {
      name: 'whose numbers would be invented',
      operation: 'Query',
      parameters: { ReturnConsumedCapacity: 'TOTAL' },
      named: 'ReturnConsumedCapacity',
    },
    {
      name: 'for metrics',
      operation: 'BatchWriteItem',
      parameters: { ReturnItemCollectionMetrics: 'SIZE' },
      named: 'ReturnItemCollectionMetrics',
    },
    {
      name: 'of old',
      operation: 'Scan',
      parameters: { ConditionalOperator: 'OR' },
      named: 'AND and OR in an expression',
    },
    { name: 'of another operation', operation: 'GetItem', parameters: { Limit: 1 }, named: 'Limit' },
    { name: 'from a prototype', operation: 'GetItem', parameters: { constructor: 1 }, named: 'constructor' },
    {
      name: 'within a batch read',
      operation: 'BatchGetItem',
      parameters: { RequestItems: { Orders: { Keys: [], AttributesToGet: ['a'] } } },
      named: 'Use ProjectionExpression instead',
    },
    {
      name: 'within a batch write',
      operation: 'BatchWriteItem',
      parameters: write({ PutRequest: { Item: {}, ConditionExpression: 'x' } }),
      named: 'ConditionExpression',
    },
    {
      name: 'that is no write',
      operation: 'BatchWriteItem',
      parameters: write({ UpdateRequest: {} }),
      named: 'UpdateRequest',
    },
    {
      name: 'that is two writes at once',
      operation: 'BatchWriteItem',
      parameters: write({ PutRequest: { Item: {} }, DeleteRequest: { Key: {} } }),
      named: 'exactly one',
    },
  ])('$name is refused by name', ({ operation, parameters, named }) => {
    const refusal = parameterRefusal(operation, parameters);

    expect(refusal?.body.__type).toMatch(/#ValidationException$/);
    expect(refusal?.body.message).toContain(named);
  });

  it.each<{ name: string; operation: Operation; parameters: Record<string, unknown> }>([
    {
      name: 'that asks for nothing',
      operation: 'PutItem',
      parameters: { ReturnConsumedCapacity: 'NONE', ReturnValuesOnConditionCheckFailure: 'NONE' },
    },
    {
      name: 'for the item of a failed condition',
      operation: 'DeleteItem',
      parameters: { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    },
    { name: 'that is null', operation: 'PutItem', parameters: { ReturnConsumedCapacity: null, Expected: null } },
    {
      name: 'of a batch',
      operation: 'BatchWriteItem',
      parameters: write({ DeleteRequest: { Key: {} }, PutRequest: null }),
    },
  ])('$name passes', ({ operation, parameters }) => {
    expect(parameterRefusal(operation, parameters)).toBeUndefined();
  });

  it.each<{ name: string; operation: Operation; parameters: Record<string, unknown> }>([
    { name: 'a batch read', operation: 'BatchGetItem', parameters: { RequestItems: { Orders: null } } },
    { name: 'a batch write', operation: 'BatchWriteItem', parameters: { RequestItems: { Orders: {} } } },
    { name: 'a write', operation: 'BatchWriteItem', parameters: write(null) },
    { name: 'a put', operation: 'BatchWriteItem', parameters: write({ PutRequest: 1 }) },
  ])('that is not of the shape of $name is a SerializationException', ({ operation, parameters }) => {
    expect(parameterRefusal(operation, parameters)?.body.__type).toMatch(/#SerializationException$/);
  });
});
