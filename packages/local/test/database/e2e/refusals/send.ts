import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

const commands = {
  BatchGetItem: BatchGetItemCommand,
  BatchWriteItem: BatchWriteItemCommand,
  DeleteItem: DeleteItemCommand,
  DescribeTable: DescribeTableCommand,
  DescribeTimeToLive: DescribeTimeToLiveCommand,
  GetItem: GetItemCommand,
  ListTables: ListTablesCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  TransactGetItems: TransactGetItemsCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UpdateItem: UpdateItemCommand,
};

export type Item = Record<string, AttributeValue>;

/** A request by the name of its operation. The input is not checked by the compiler: most of it is wrong on purpose. */
export interface Request {
  readonly operation: keyof typeof commands;
  readonly input: object;
}

/** Sends a request through the SDK's client. */
export const send = (client: DynamoDBClient, { operation, input }: Request): Promise<Record<string, unknown>> => {
  const Command = commands[operation] as new (input: object) => GetItemCommand;
  return client.send(new Command(input)) as never;
};

/** How a request came out: its error as `<name>: <message>`, with the reasons of a cancelled transaction; or `accepted`. */
export async function outcomeOf(client: DynamoDBClient, request: Request): Promise<string> {
  try {
    await send(client, request);
    return 'accepted';
  } catch (caught) {
    const { name, message, CancellationReasons } = caught as TransactionCanceledException;
    const reasons = CancellationReasons?.map(({ Code, Message }) => `${Code}: ${Message}`);
    return `${name}: ${reasons?.join('; ') ?? message}`;
  }
}

export const invalid = (message: string): string => `ValidationException: ${message}`;
export const cancelled = (message: string): string => `TransactionCanceledException: ValidationError: ${message}`;
