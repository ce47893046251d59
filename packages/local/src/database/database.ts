import { mkdir } from 'node:fs/promises';
import type { FindCaller } from '../iam/index.ts';
import type { Clock, Model, Table } from '../model/index.ts';
import { listenOnLoopback } from '../runtime/index.ts';
import { createDatabaseFront, sendInternalServerError } from './database-front.ts';
import type { Engine } from './engine.ts';
import { createLazyEngine } from './lazy-engine.ts';
import { createOperations } from './operations.ts';
import { provisionTables } from './provision.ts';
import { createTimeToLive } from './time-to-live.ts';

/** What the database starts from. */
export interface DatabaseOptions {
  readonly tables: readonly Table[];
  /** Where the tables are, as far as ARNs and signatures show it. */
  readonly home: Pick<Model, 'partition' | 'region' | 'accountId'>;
  /** Who may call. */
  readonly findCaller: FindCaller;
  /** For signatures, client request tokens and changes of time to live. */
  readonly clock: Pick<Clock, 'now'>;
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
 * Runs DynamoDB tables locally: `dynalite` in this process, behind a front that verifies signatures, evaluates the caller's
 * policies and has an allow list; transactions and time to live are the front's own. What is lacking (PartiQL, streams,
 * consumed capacity, legacy parameters, ...) is refused by name with a `ValidationException`, which SDKs throw and do not
 * retry.
 *
 * Otherwise than at AWS: time to live never deletes, items stay; every read is strongly consistent; nothing is
 * throttled; transactions wait for each other instead of conflicting; table descriptions carry the machine's time; the
 * writes of one `BatchWriteItem` to a table and its indexes are not atomic when the process dies between them. Stored
 * tables that `tables` does not declare stay stored, and are not visible.
 *
 * @throws Error when a stored table's keys or indexes differ from the model's, or DynamoDB would refuse a definition (all
 *   such faults at once); when the directory is in use, or the port is taken
 */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  const { tables, dataDirectory, fresh = false } = options;
  if (dataDirectory !== undefined) await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const declared = new Map<string, Table>();
  const engine = createLazyEngine(declared, dataDirectory);
  try {
    if (fresh) await engine.clear();
    await provisionTables(engine, tables);
    return await serve({ engine, declared }, options);
  } catch (error) {
    // Else the directory would stay locked.
    await engine.close();
    throw error;
  }
}

async function serve(
  { engine, declared }: { readonly engine: Engine; readonly declared: Map<string, Table> },
  { tables, home, findCaller, clock, port = 0 }: DatabaseOptions,
): Promise<Database> {
  const timeToLive = createTimeToLive(clock);
  const declare = (wanted: readonly Table[]): void => {
    declared.clear();
    for (const table of wanted) declared.set(table.tableName, table);
    timeToLive.declare(wanted);
  };
  declare(tables);
  const onRequest = createDatabaseFront({
    run: createOperations({ engine, timeToLive, declared, clock }),
    findCaller,
    home,
    now: clock.now,
  });
  const server = await listenOnLoopback({ onRequest, onFailure: sendInternalServerError }, port);
  return {
    endpoint: server.url,
    provision: (wanted) => provisionTables(engine, wanted),
    declare,
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
}
