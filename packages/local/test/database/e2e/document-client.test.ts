import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TableName } from './items.ts';
import { connect, start, stopAll } from './support.ts';

let client: DynamoDBDocumentClient;
beforeAll(async () => {
  client = DynamoDBDocumentClient.from(connect(await start()));
});
afterAll(stopAll);

const Key = (customer: string) => ({ customer, placed: 1 });

describe('the document client', () => {
  it('moves stock from one item to another, or nothing', async () => {
    const tags = new Set(['a', 'b']);
    await client.send(new PutCommand({ TableName, Item: { ...Key('shelf'), stock: 5, tags } }));
    const move = (n: number) =>
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Update: {
                TableName,
                Key: Key('shelf'),
                UpdateExpression: 'SET stock = stock - :n',
                ConditionExpression: 'stock >= :n',
                ExpressionAttributeValues: { ':n': n },
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
            {
              Update: {
                TableName,
                Key: Key('cart'),
                UpdateExpression: 'ADD stock :n',
                ExpressionAttributeValues: { ':n': n },
              },
            },
          ],
        }),
      );
    await move(3);
    const error = await move(3).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect((error as TransactionCanceledException).CancellationReasons).toStrictEqual([
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        // The client does not translate what errors hold.
        Item: { customer: { S: 'shelf' }, placed: { N: '1' }, stock: { N: '2' }, tags: { SS: ['a', 'b'] } },
      },
      { Code: 'None' },
    ]);
    const TransactItems = ['shelf', 'cart', 'none'].map((name) => ({ Get: { TableName, Key: Key(name) } }));
    const { Responses } = await client.send(new TransactGetCommand({ TransactItems }));
    expect(Responses).toStrictEqual([
      { Item: { ...Key('shelf'), stock: 2, tags } },
      { Item: { ...Key('cart'), stock: 3 } },
      {},
    ]);
  });

  it('gets the item of a failed condition', async () => {
    await client.send(new PutCommand({ TableName, Item: { ...Key('versioned'), revision: 7 } }));
    const stale = new UpdateCommand({
      TableName,
      Key: Key('versioned'),
      UpdateExpression: 'ADD revision :one',
      ConditionExpression: 'revision = :seen',
      ExpressionAttributeValues: { ':one': 1, ':seen': 6 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });

    await expect(client.send(stale)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { revision: { N: '7' } },
    });
    expect((await client.send(new GetCommand({ TableName, Key: Key('versioned') }))).Item).toMatchObject({
      revision: 7,
    });
  });
});
