import { keyAttribute, tableNameVariable, timeToLiveAttribute } from '@scopegate/handler/revocation-dynamodb';
import { CliError } from '../shell/cli-error.ts';
import { holdsRevocations, type PlatformTable, routesAsking, routesNaming } from './platform-tables.ts';

/** A table of revocations, and the routes whose guards ask it. */
export interface RevocationTable {
  readonly tableName: string;
  readonly routes: readonly string[];
}

/**
 * The table that the guards of the platform ask: by its key, its time to live and the handlers that are told its name.
 * Another one would be written to without effect, or be a table of the service.
 *
 * @param given a logical ID or its beginning; a handler may be told its name by any variable then
 * @throws {CliError} when it is none, or not clear
 */
export function chooseTable(tables: readonly PlatformTable[], given: string | undefined): RevocationTable {
  const routesOf = given === undefined ? routesAsking : routesNaming;
  const fitting = tables.filter((table) => holdsRevocations(table) && routesOf(table).length > 0);
  const [table, ...others] = given === undefined ? fitting : namedSo(fitting, given);
  if (table !== undefined && others.length === 0)
    return { tableName: table.tableName, routes: [...new Set(routesOf(table))] };
  throw given === undefined ? noneOrSeveral(fitting) : noSuch(given, fitting);
}

function namedSo(tables: readonly PlatformTable[], given: string): readonly PlatformTable[] {
  const exact = tables.filter(({ stack, logicalId }) => given === logicalId || given === `${stack}/${logicalId}`);
  return exact.length > 0 ? exact : tables.filter(({ logicalId }) => given !== '' && logicalId.startsWith(given));
}

const description =
  `a table with the one key "${keyAttribute}", a string, and time to live on "${timeToLiveAttribute}", whose name a ` +
  `handler has in ${tableNameVariable}`;

const namesOf = (tables: readonly PlatformTable[]): string => tables.map(({ logicalId }) => logicalId).join(', ');

const noneOrSeveral = (fitting: readonly PlatformTable[]): CliError =>
  new CliError({
    what:
      fitting.length === 0 ? 'No guard of this platform asks a revocation table' : 'It is not clear which table to use',
    given: fitting.length === 0 ? 'no such table' : namesOf(fitting),
    allowed: fitting.length === 0 ? description : 'one of them',
    remedy:
      fitting.length === 0
        ? 'Give the handlers a revocation list, see docs/operations.md; --table names a table that is told otherwise'
        : 'Name one with --table',
  });

const noSuch = (given: string, fitting: readonly PlatformTable[]): CliError =>
  new CliError({
    what: 'This is not one table that guards ask',
    given: `--table ${given}`,
    allowed: namesOf(fitting) || `${description}, or in another variable; this platform has none`,
    remedy: 'Name one of these by its logical ID',
  });
