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
const NONE: Allowed = ['NONE'];

const COMMON: Parameters = { TableName: 'any', ReturnConsumedCapacity: NONE };
const NAMES: Parameters = { ExpressionAttributeNames: 'any' };
const EXPRESSION: Parameters = { ...NAMES, ExpressionAttributeValues: 'any' };
const READ: Parameters = { ConsistentRead: 'any', ProjectionExpression: 'any', ...NAMES };
const CONDITION: Parameters = {
  ...EXPRESSION,
  ConditionExpression: 'any',
  ReturnValuesOnConditionCheckFailure: ['ALL_OLD', 'NONE'],
};
const CONDITIONAL_WRITE: Parameters = {
  ...COMMON,
  ...CONDITION,
  ReturnValues: 'any',
  ReturnItemCollectionMetrics: NONE,
};
const PAGED_READ: Parameters = {
  ...COMMON,
  ...READ,
  ...EXPRESSION,
  ExclusiveStartKey: 'any',
  FilterExpression: 'any',
  IndexName: 'any',
  Limit: 'any',
  Select: 'any',
};

/** By operation, the parameters that are as DynamoDB has them: dynalite 4.0.0's own, read from its source, and those of this folder. */
export const OPERATIONS: Readonly<Record<Operation, Parameters>> = {
  BatchGetItem: { RequestItems: 'any', ReturnConsumedCapacity: NONE },
  BatchWriteItem: { RequestItems: 'any', ReturnConsumedCapacity: NONE, ReturnItemCollectionMetrics: NONE },
  DeleteItem: { ...CONDITIONAL_WRITE, Key: 'any' },
  DescribeTable: { TableName: 'any' },
  DescribeTimeToLive: { TableName: 'any' },
  GetItem: { ...COMMON, ...READ, Key: 'any' },
  ListTables: { ExclusiveStartTableName: 'any', Limit: 'any' },
  PutItem: { ...CONDITIONAL_WRITE, Item: 'any' },
  Query: { ...PAGED_READ, KeyConditionExpression: 'any', ScanIndexForward: 'any' },
  Scan: { ...PAGED_READ, Segment: 'any', TotalSegments: 'any' },
  TransactGetItems: { TransactItems: 'any', ReturnConsumedCapacity: NONE },
  TransactWriteItems: {
    TransactItems: 'any',
    ClientRequestToken: 'any',
    ReturnConsumedCapacity: NONE,
    ReturnItemCollectionMetrics: NONE,
  },
  UpdateItem: { ...CONDITIONAL_WRITE, Key: 'any', UpdateExpression: 'any' },
  UpdateTimeToLive: { TableName: 'any', TimeToLiveSpecification: 'any' },
};

/** What the actions of transactions may hold, by kind. */
export const TRANSACTION_PARAMETERS: Readonly<Record<ActionKind, Parameters>> = {
  ConditionCheck: { ...CONDITION, TableName: 'any', Key: 'any' },
  Delete: { ...CONDITION, TableName: 'any', Key: 'any' },
  Get: { ...NAMES, TableName: 'any', Key: 'any', ProjectionExpression: 'any' },
  Put: { ...CONDITION, TableName: 'any', Item: 'any' },
  Update: { ...CONDITION, TableName: 'any', Key: 'any', UpdateExpression: 'any' },
};

/** What one table's part of `BatchGetItem` may hold. */
export const BATCH_GET_PARAMETERS: Parameters = { Keys: 'any', ...READ };

/** What one write request of `BatchWriteItem` may hold, and within it. */
export const BATCH_WRITE_PARAMETERS: Readonly<Record<string, Parameters>> = {
  PutRequest: { Item: 'any' },
  DeleteRequest: { Key: 'any' },
};

/**
 * The expression to use instead of each legacy parameter. dynalite gets some of these wrong
 * (`ConditionalOperator: 'OR'`), so none is offered.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
 */
export const LEGACY: Readonly<Record<string, string>> = {
  AttributesToGet: 'ProjectionExpression',
  AttributeUpdates: 'UpdateExpression',
  ConditionalOperator: 'AND and OR in an expression',
  Expected: 'ConditionExpression',
  KeyConditions: 'KeyConditionExpression',
  QueryFilter: 'FilterExpression',
  ScanFilter: 'FilterExpression',
};

/** Whether the local database has an operation. */
export const isOperation = (name: string): name is Operation => Object.hasOwn(OPERATIONS, name);
