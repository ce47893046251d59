import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

let client: DynamoDBClient | undefined;

/** The one client of this execution environment, made at the first call: handlers load without their environment. */
export function dynamoDb(): DynamoDBClient {
  client ??= new DynamoDBClient();
  return client;
}
