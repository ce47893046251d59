import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { RevocationList, RevocationOptions } from '@scopegate/handler';
import { createDynamoDbRevocationList } from '@scopegate/handler/revocation-dynamodb';
import { dynamoDb } from './dynamodb.ts';

/**
 * How the guards of this service learn of revoked tokens. Fail closed: without DynamoDB no route that takes a token can
 * answer anyway, so that nothing is lost by depending on it.
 */
export const revocation: RevocationOptions = {
  list: { isRevoked: (token) => revocationList().isRevoked(token) },
  whenUnavailable: 'deny',
};

let list: RevocationList | undefined;

/** The list of this execution environment, made at the first call. */
function revocationList(): RevocationList {
  const tableName = process.env['REVOCATION_TABLE_NAME'];
  if (tableName === undefined || tableName === '')
    throw new Error('REVOCATION_TABLE_NAME is not set. Set it to the name of the revocation table.');
  list ??= createDynamoDbRevocationList({
    tableName,
    client: { batchGetItem: (input, options) => dynamoDb().send(new BatchGetItemCommand(input), options) },
    now: Date.now,
    // Only a list that fails open has to give up early. The function itself gives up at 10 s, without a reason.
    timeoutMs: 8_000,
  });
  return list;
}
