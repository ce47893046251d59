import { cacheRevocations } from '../cache-revocations.ts';
import type { RevocableToken, RevocationList } from '../revocation-list.ts';
import { isRevokedBy, type RevocationEntry, revocationKeysOf } from './revocation-entry.ts';
import { keyAttribute } from './revocation-key.ts';

/** Input of DynamoDB's `BatchGetItem`, as far as it is used. */
export interface BatchGetInput {
  readonly RequestItems: Record<string, { Keys: Record<string, { S: string }>[]; ProjectionExpression: string }>;
}

export interface BatchGetOutput {
  readonly Responses?: Readonly<Record<string, readonly RevocationEntry[]>> | undefined;
  readonly UnprocessedKeys?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * DynamoDB, as far as it is asked. With the AWS SDK v3:
 * `{ batchGetItem: (input, options) => client.send(new BatchGetItemCommand(input), options) }`.
 */
export interface BatchGetClient {
  batchGetItem(input: BatchGetInput, options: { readonly abortSignal: AbortSignal }): Promise<BatchGetOutput>;
}

export interface DynamoDbRevocationListOptions {
  readonly tableName: string;
  /** Made once per execution environment. Its role needs `dynamodb:BatchGetItem` on the table and nothing else. */
  readonly client: BatchGetClient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Seconds an answer is used, 0 to 60: so long a revocation may go unnoticed. @default 5 */
  readonly cacheSeconds?: number;
  /** Most answers held, 1 to 100 000. @default 1000 */
  readonly capacity?: number;
  /** Milliseconds to wait for DynamoDB, 1 to 10 000; after that the list counts as unavailable. @default 3000, which a cold start needs */
  readonly timeoutMs?: number;
}

/**
 * A revocation list in one DynamoDB table: string key `pk`, no sort key, time to live on `expiresAt`, entries as
 * `putRevocation` writes them. One `BatchGetItem` of at most three keys per token that the cache does not know.
 *
 * Reads are eventually consistent (half the price of consistent ones): a revocation holds within the cache's seconds plus
 * DynamoDB's, usually below one. An entry that time to live has not removed yet still counts. The client is the caller's,
 * so that this brings no version of the AWS SDK.
 *
 * @throws {RangeError} at once, for numbers out of range
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function createDynamoDbRevocationList(options: DynamoDbRevocationListOptions): RevocationList {
  const { tableName, client, now, cacheSeconds = 5, capacity = 1_000, timeoutMs = 3_000 } = options;
  if (!(timeoutMs >= 1 && timeoutMs <= 10_000))
    throw new RangeError(`timeoutMs: given ${timeoutMs}, allowed: 1 to 10000. Choose one of these.`);
  const read = async (token: RevocableToken): Promise<boolean> => {
    const keys = revocationKeysOf(token).map((key) => ({ [keyAttribute]: { S: key } }));
    const answer = await client.batchGetItem(
      { RequestItems: { [tableName]: { Keys: keys, ProjectionExpression: `${keyAttribute}, issuedBefore` } } },
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    if (Object.keys(answer.UnprocessedKeys ?? {}).length > 0)
      throw new Error('DynamoDB left keys of the revocation list unread');
    const items = answer.Responses?.[tableName];
    if (items === undefined) throw new Error('DynamoDB answered nothing about the revocation list');
    return items.some((item) => isRevokedBy(item, token));
  };
  return cacheRevocations({ isRevoked: read }, { now, seconds: cacheSeconds, capacity });
}
