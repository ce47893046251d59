import type { Clock } from '../model/index.ts';
import type { UncheckedObject } from '../runtime/index.ts';
import {
  type DynamoDbError,
  idempotentParameterMismatch,
  isDynamoDbError,
  serializationException,
  validationException,
} from './dynamodb-error.ts';
import type { Engine } from './engine.ts';
import { createRequestTokens } from './request-tokens.ts';
import { readTransaction, type TransactionOperation } from './transaction-request.ts';

/** Answers the operations of transactions. */
export type TransactionService = (
  operation: TransactionOperation,
  parameters: UncheckedObject,
) => Promise<UncheckedObject | DynamoDbError>;

const maxToken = 36;

/**
 * Transactions, with client request tokens: one that was stored in the last ten minutes is not stored again. A retry
 * that comes while the first still runs waits for it, where DynamoDB answers `TransactionInProgressException`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function createTransactionService(engine: Engine, clock: Pick<Clock, 'now'>): TransactionService {
  const tokens = createRequestTokens();
  const underWay = new Map<string, Promise<unknown>>();
  const write = async (token: string, parameters: UncheckedObject): Promise<UncheckedObject | DynamoDbError> => {
    const actions = readTransaction('TransactWriteItems', parameters);
    if (isDynamoDbError(actions)) return actions;
    const verdict = tokens.judge(token, parameters, clock.now());
    if (verdict !== 'new') return verdict === 'done' ? {} : idempotentParameterMismatch();
    const outcome = await engine.transactWrite(actions);
    if (!isDynamoDbError(outcome)) tokens.remember(token, parameters, clock.now());
    return outcome;
  };
  const writeInTurn = async (token: string, parameters: UncheckedObject): Promise<UncheckedObject | DynamoDbError> => {
    const before = underWay.get(token) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => write(token, parameters));
    underWay.set(token, turn);
    try {
      return await turn;
    } finally {
      if (underWay.get(token) === turn) underWay.delete(token);
    }
  };
  return async (operation, parameters) => {
    if (operation === 'TransactWriteItems') {
      const token = readToken(parameters);
      if (typeof token === 'object') return token;
      if (token !== undefined) return writeInTurn(token, parameters);
    }
    const actions = readTransaction(operation, parameters);
    if (isDynamoDbError(actions)) return actions;
    return operation === 'TransactGetItems' ? engine.transactGet(actions) : engine.transactWrite(actions);
  };
}

function readToken({ ClientRequestToken: token }: UncheckedObject): string | undefined | DynamoDbError {
  if (token === undefined || token === null) return undefined;
  if (typeof token !== 'string') return serializationException();
  if (token.length >= 1 && token.length <= maxToken) return token;
  const bound = token === '' ? 'greater than or equal to 1' : `less than or equal to ${maxToken}`;
  return validationException(
    `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length ${bound}`,
  );
}
