import type { ActionKind } from './transaction-action.ts';

/** The operations that the local database has. */
export type Operation =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'DescribeTable'
  | 'DescribeTimeToLive'
  | 'GetItem'
  | 'ListTables'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateItem'
  | 'UpdateTimeToLive';

/** `any`: the engine does what DynamoDB does. A list: only these values, which ask for nothing the engine lacks. */
export type Allowed = 'any' | readonly string[];

type Parameters = Readonly<Record<string, Allowed>>;

/** For parameters whose other values dynalite ignores or answers wrongly. */
const nothing: Allowed = ['NONE'];

const common: Parameters = { TableName: 'any', ReturnConsumedCapacity: nothing };
const names: Parameters = { ExpressionAttributeNames: 'any' };
const expressionParameters: Parameters = { ...names, ExpressionAttributeValues: 'any' };
const readParameters: Parameters = { ConsistentRead: 'any', ProjectionExpression: 'any', ...names };
const condition: Parameters = {
  ...expressionParameters,
  ConditionExpression: 'any',
  ReturnValuesOnConditionCheckFailure: ['ALL_OLD', 'NONE'],
};
const conditionalWrite: Parameters = {
  ...common,
  ...condition,
  ReturnValues: 'any',
  ReturnItemCollectionMetrics: nothing,
};
const pagedRead: Parameters = {
  ...common,
  ...readParameters,
  ...expressionParameters,
  ExclusiveStartKey: 'any',
  FilterExpression: 'any',
  IndexName: 'any',
  Limit: 'any',
  Select: 'any',
};

/** By operation, the parameters that are as DynamoDB has them: dynalite 4.0.0's own, read from its source, and those of this folder. */
export const operationTable: Readonly<Record<Operation, Parameters>> = {
  BatchGetItem: { RequestItems: 'any', ReturnConsumedCapacity: nothing },
  BatchWriteItem: { RequestItems: 'any', ReturnConsumedCapacity: nothing, ReturnItemCollectionMetrics: nothing },
  DeleteItem: { ...conditionalWrite, Key: 'any' },
  DescribeTable: { TableName: 'any' },
  DescribeTimeToLive: { TableName: 'any' },
  GetItem: { ...common, ...readParameters, Key: 'any' },
  ListTables: { ExclusiveStartTableName: 'any', Limit: 'any' },
  PutItem: { ...conditionalWrite, Item: 'any' },
  Query: { ...pagedRead, KeyConditionExpression: 'any', ScanIndexForward: 'any' },
  Scan: { ...pagedRead, Segment: 'any', TotalSegments: 'any' },
  TransactGetItems: { TransactItems: 'any', ReturnConsumedCapacity: nothing },
  TransactWriteItems: {
    TransactItems: 'any',
    ClientRequestToken: 'any',
    ReturnConsumedCapacity: nothing,
    ReturnItemCollectionMetrics: nothing,
  },
  UpdateItem: { ...conditionalWrite, Key: 'any', UpdateExpression: 'any' },
  UpdateTimeToLive: { TableName: 'any', TimeToLiveSpecification: 'any' },
};

/** What the actions of transactions may hold, by kind. */
export const transactionParameters: Readonly<Record<ActionKind, Parameters>> = {
  ConditionCheck: { ...condition, TableName: 'any', Key: 'any' },
  Delete: { ...condition, TableName: 'any', Key: 'any' },
  Get: { ...names, TableName: 'any', Key: 'any', ProjectionExpression: 'any' },
  Put: { ...condition, TableName: 'any', Item: 'any' },
  Update: { ...condition, TableName: 'any', Key: 'any', UpdateExpression: 'any' },
};

/** What one table's part of `BatchGetItem` may hold. */
export const batchGetParameters: Parameters = { Keys: 'any', ...readParameters };

/** What one write request of `BatchWriteItem` may hold, and within it. */
export const batchWriteParameters: Readonly<Record<string, Parameters>> = {
  PutRequest: { Item: 'any' },
  DeleteRequest: { Key: 'any' },
};

/**
 * The expression to use instead of each legacy parameter. dynalite gets some of these wrong
 * (`ConditionalOperator: 'OR'`), so none is offered.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
 */
export const legacyParameters: Readonly<Record<string, string>> = {
  AttributesToGet: 'ProjectionExpression',
  AttributeUpdates: 'UpdateExpression',
  ConditionalOperator: 'AND and OR in an expression',
  Expected: 'ConditionExpression',
  KeyConditions: 'KeyConditionExpression',
  QueryFilter: 'FilterExpression',
  ScanFilter: 'FilterExpression',
};

/** Whether the local database has an operation. */
export const isOperation = (name: string): name is Operation => Object.hasOwn(operationTable, name);
