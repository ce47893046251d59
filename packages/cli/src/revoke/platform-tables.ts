import { keyAttribute, tableNameVariable, timeToLiveAttribute } from '@scopegate/handler/revocation-dynamodb';
import type { Host } from '../host/host.ts';
import { askAdmin } from '../run/ask-admin.ts';
import type { RunState } from '../run/run-state.ts';
import { isRecord } from '../shell/json.ts';

/** A table of the running platform, as its admin endpoint tells it. */
export interface PlatformTable {
  readonly stack: string;
  readonly logicalId: string;
  readonly tableName: string;
  readonly key: readonly { readonly name: string; readonly type: string }[];
  readonly timeToLiveAttribute?: string;
  /** Functions whose environment has its name. */
  readonly namedBy: readonly {
    readonly function: string;
    readonly variables: readonly string[];
    readonly routes: readonly string[];
  }[];
}

/** The tables of the version that runs now. @throws {CliError} when the admin endpoint does not tell them */
export async function platformTables(
  run: Pick<RunState, 'admin'>,
  { fetch }: Pick<Host, 'fetch'>,
): Promise<readonly PlatformTable[]> {
  const answer: unknown = await (await askAdmin(run, { path: '/tables', fetch })).json();
  return isRecord(answer) && Array.isArray(answer['tables']) ? answer['tables'] : [];
}

/** Whether entries of revocations fit into a table, by its key and its time to live. */
export const holdsRevocations = ({ key, timeToLiveAttribute: attribute }: PlatformTable): boolean =>
  key.length === 1 && key[0]?.name === keyAttribute && key[0].type === 'S' && attribute === timeToLiveAttribute;

/**
 * Routes whose handlers are told that a table holds revocations.
 *
 * Not checked: that the handlers were built with a revocation list.
 */
export const routesAsking = (table: PlatformTable): string[] =>
  table.namedBy.filter(({ variables }) => variables.includes(tableNameVariable)).flatMap(({ routes }) => routes);

/** Routes whose handlers are told the table's name, by any variable. */
export const routesNaming = ({ namedBy }: PlatformTable): string[] => namedBy.flatMap(({ routes }) => routes);
