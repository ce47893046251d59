import { mkdir } from 'node:fs/promises';
import type { Table } from '../../model.ts';
import { listenOnLoopback } from '../loopback-server.ts';
import { createDatabaseFront, sendInternalServerError } from './database-front.ts';
import type { Engine } from './engine.ts';
import { createLazyEngine } from './lazy-engine.ts';
import { provisionTables } from './provision.ts';

/** What the database starts from. */
export interface DatabaseOptions {
  readonly tables: readonly Table[];
  /** A directory for LevelDB, made when missing, of one running database at a time. @default in memory */
  readonly dataDirectory?: string;
  /** Empties what is stored before the tables are made. @default keeps it */
  readonly fresh?: boolean;
  /** @default any free one */
  readonly port?: number;
}

/** A database that runs on this machine. */
export interface Database {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly endpoint: string;
  /**
   * Makes new tables exist. Tables stay with their items; callers see them once {@link declare} names them.
   *
   * @throws Error as {@link createDatabase} for the tables
   */
  provision(tables: readonly Table[]): Promise<void>;
  /** The tables that exist for callers from now on: all provisioned. */
  declare(tables: readonly Table[]): void;
  /** Waits for running operations; what was answered is stored. */
  close(): Promise<void>;
}

/**
 * Runs DynamoDB tables locally: `dynalite` in this process, behind a front with an allow list. What dynalite lacks or
 * gets wrong (transactions, PartiQL, streams, `ReturnValuesOnConditionCheckFailure`, consumed capacity, legacy
 * parameters, ...) is refused by name with a `ValidationException`, which SDKs throw and do not retry.
 *
 * Otherwise than at AWS: time to live never deletes, items stay; every read is strongly consistent; nothing is
 * throttled; signatures are not verified and no policy is evaluated; table descriptions carry the machine's time; writes
 * to a table and its indexes are not atomic when the process dies between them. Stored tables that `tables` does not
 * declare stay stored, and nobody sees them.
 *
 * @throws Error when a stored table's keys or indexes differ from the model's, or DynamoDB would refuse a definition (all
 *   such faults at once); when the directory is in use, or the port is taken
 */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  const { tables, dataDirectory, fresh = false, port = 0 } = options;
  if (dataDirectory !== undefined) await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const engine = createLazyEngine(dataDirectory);
  try {
    if (fresh) await engine.clear();
    await provisionTables(engine, tables);
    return await serve(engine, tables, port);
  } catch (error) {
    // Else the directory would stay locked.
    await engine.close();
    throw error;
  }
}

async function serve(engine: Engine, tables: readonly Table[], port: number): Promise<Database> {
  const declared = new Set(tables.map((table) => table.tableName));
  const onRequest = createDatabaseFront(engine, declared);
  const server = await listenOnLoopback({ onRequest, onFailure: sendInternalServerError }, port);
  return {
    endpoint: server.url,
    provision: (wanted) => provisionTables(engine, wanted),
    declare: (wanted) => {
      declared.clear();
      for (const { tableName } of wanted) declared.add(tableName);
    },
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
}
