import type { Clock } from '../model/index.ts';
import type { UncheckedObject } from '../runtime/index.ts';
import type { Operation } from './allow-list.ts';
import type { Tables } from './checks/database-request.ts';
import { listDeclaredTables, undeclaredTable } from './declared-tables.ts';
import { type DynamoDbError, isDynamoDbError } from './dynamodb-error.ts';
import type { Engine } from './engine.ts';
import type { TimeToLive } from './time-to-live.ts';
import { createTransactionService } from './transaction-service.ts';

export interface OperationParts {
  readonly engine: Engine;
  readonly timeToLive: TimeToLive;
  /** The tables that exist for callers. */
  readonly declared: Tables;
  readonly clock: Pick<Clock, 'now'>;
}

/** Runs every operation that the local database has: what the engine lacks here, the rest there. */
export function createOperations({ engine, timeToLive, declared, clock }: OperationParts) {
  const transactions = createTransactionService(engine, clock);
  return async (operation: Operation, parameters: UncheckedObject): Promise<UncheckedObject | DynamoDbError> => {
    switch (operation) {
      case 'TransactGetItems':
      case 'TransactWriteItems':
        return transactions(operation, parameters);
      case 'DescribeTimeToLive':
        return undeclaredTable(parameters, declared) ?? timeToLive.describe(parameters);
      case 'UpdateTimeToLive':
        return undeclaredTable(parameters, declared) ?? timeToLive.update(parameters);
      case 'DescribeTable': {
        const outcome = await engine.run(operation, parameters);
        return isDynamoDbError(outcome) ? outcome : (undeclaredTable(parameters, declared) ?? outcome);
      }
      case 'ListTables': {
        const outcome = await engine.run(operation, parameters);
        return isDynamoDbError(outcome) ? outcome : listDeclaredTables(parameters, declared);
      }
      default:
        return engine.run(operation, parameters);
    }
  };
}
