import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import { dynamoDb } from '../dynamodb.ts';
import { keyOf, type OrderRecord } from './order-record.ts';

export interface OrderPage {
  readonly orders: readonly OrderRecord[];
  /** Give it as `after` to get the next page; absent at the end. */
  readonly next?: string;
}

/** Orders of tenants in one DynamoDB table. Every call but `purgeCancelled` sees one tenant only. */
export interface OrderStore {
  get(tenant: string, id: string): Promise<OrderRecord | undefined>;
  list(tenant: string, limit: number, after: string | undefined): Promise<OrderPage>;
  /** Writes a new order; `false` when the id is taken. */
  create(record: OrderRecord): Promise<boolean>;
  /** Replaces an order; `false` when it was changed since `record.revision - 1`. */
  replace(record: OrderRecord): Promise<boolean>;
  /** Removes cancelled orders of all tenants; answers how many. */
  purgeCancelled(): Promise<number>;
}

/**
 * @param table the table's name
 * @param client made once per execution environment
 */
export function createOrderStore(table: string, client = DynamoDBDocumentClient.from(dynamoDb())): OrderStore {
  return {
    async get(tenant, id) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keyOf(tenant, id), ConsistentRead: true }),
      );
      return Item as OrderRecord | undefined;
    },
    async list(tenant, limit, after) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :orders)',
          ExpressionAttributeValues: { ':pk': keyOf(tenant, '').pk, ':orders': 'ORDER#' },
          Limit: limit,
          ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(tenant, after) }),
        }),
      );
      const orders = Items as OrderRecord[];
      const last = orders.at(-1);
      return LastEvaluatedKey === undefined || last === undefined ? { orders } : { orders, next: last.id };
    },
    create: (record) => put(record, 'attribute_not_exists(pk)', {}),
    replace: (record) => put(record, 'revision = :before', { ':before': record.revision - 1 }),
    purgeCancelled: () => purge(client, table),
  };

  function put(Item: OrderRecord, ConditionExpression: string, values: Record<string, unknown>): Promise<boolean> {
    const ExpressionAttributeValues = Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values };
    return succeeds(
      client.send(new PutCommand({ TableName: table, Item, ConditionExpression, ...ExpressionAttributeValues })),
    );
  }
}

async function purge(client: DynamoDBDocumentClient, table: string): Promise<number> {
  let removed = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        FilterExpression: '#status = :cancelled',
        ProjectionExpression: 'pk, sk, revision',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':cancelled': 'cancelled' },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const { pk, sk, revision } of page.Items ?? []) {
      const unchanged = { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': revision } };
      const deleted = await succeeds(
        client.send(new DeleteCommand({ TableName: table, Key: { pk, sk }, ...unchanged })),
      );
      if (deleted) removed += 1;
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return removed;
}

/** Whether a conditional write went through. */
async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
