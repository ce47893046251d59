import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item, Request } from './send.ts';

interface Shape extends Request {
  readonly name: string;
}

const transact = (name: string, entry: object): Shape => ({
  name: `TransactWriteItems.${name}`,
  operation: 'TransactWriteItems',
  input: { TransactItems: [{ [name]: entry }] },
});
const plain = (operation: Request['operation'], input: object): Shape => ({ name: operation, operation, input });

/** Every request that writes a whole item. */
export const putsOf = (TableName: string, item: Item): readonly Shape[] => [
  plain('PutItem', { TableName, Item: item }),
  plain('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item } }] } }),
  transact('Put', { TableName, Item: item }),
];

/** Every request that names an item by its key. */
export const keyedBy = (TableName: string, key: Item): readonly Shape[] => [
  plain('GetItem', { TableName, Key: key }),
  plain('DeleteItem', { TableName, Key: key }),
  plain('UpdateItem', { TableName, Key: key, UpdateExpression: 'REMOVE x' }),
  plain('BatchGetItem', { RequestItems: { [TableName]: { Keys: [key] } } }),
  {
    ...plain('BatchWriteItem', { RequestItems: { [TableName]: [{ DeleteRequest: { Key: key } }] } }),
    name: 'BatchWriteItem.Delete',
  },
  plain('TransactGetItems', { TransactItems: [{ Get: { TableName, Key: key } }] }),
  transact('Delete', { TableName, Key: key }),
  transact('ConditionCheck', { TableName, Key: key, ConditionExpression: 'attribute_not_exists(x)' }),
  transact('Update', { TableName, Key: key, UpdateExpression: 'REMOVE x' }),
];

/** Every request that sets attributes of one item. */
export const updatesOf = (TableName: string, key: Item, update: object): readonly Shape[] => [
  plain('UpdateItem', { TableName, Key: key, ...update }),
  transact('Update', { TableName, Key: key, ...update }),
];

/** The parameters that come with an expression. */
export interface ExpressionInput {
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, AttributeValue>>;
}

const withNames = ({ names, values }: ExpressionInput) => ({
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: values }),
});

/** Every request that takes a condition or a filter, on table `Tab`. */
export function conditionsOf(expression: string, input: ExpressionInput = {}): readonly Shape[] {
  const target = { TableName: 'Tab', Key: { pk: { S: 'condition' }, sk: { S: 'a' } } };
  const condition = { ConditionExpression: expression, ...withNames(input) };
  const set = { UpdateExpression: 'REMOVE zz', ...condition };
  const { Key: Item, ...table } = target;
  return [
    plain('PutItem', { ...table, Item, ...condition }),
    plain('DeleteItem', { ...target, ...condition }),
    plain('UpdateItem', { ...target, ...set }),
    transact('Put', { ...table, Item, ...condition }),
    transact('Delete', { ...target, ...condition }),
    transact('Update', { ...target, ...set }),
    transact('ConditionCheck', { ...target, ...condition }),
    plain('Query', {
      ...table,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: expression,
      ...withNames({ ...input, values: { ...input.values, ':pk': { S: 'condition' } } }),
    }),
    plain('Scan', { ...table, FilterExpression: expression, ...withNames(input) }),
  ];
}

/** Every request that takes a projection, on table `Tab`. */
export function projectionsOf(expression: string, names?: Readonly<Record<string, string>>): readonly Shape[] {
  const Key = { pk: { S: 'projection' }, sk: { S: 'a' } };
  const projection = { ProjectionExpression: expression, ...(names && { ExpressionAttributeNames: names }) };
  const table = { TableName: 'Tab' };
  return [
    plain('GetItem', { ...table, Key, ...projection }),
    plain('BatchGetItem', { RequestItems: { Tab: { Keys: [Key], ...projection } } }),
    plain('TransactGetItems', { TransactItems: [{ Get: { ...table, Key, ...projection } }] }),
    plain('Query', {
      ...table,
      ...projection,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'projection' } },
    }),
    plain('Scan', { ...table, ...projection }),
  ];
}
