import type { Revocation } from '@scopegate/handler/revocation-dynamodb';
import type { Host } from '../host/host.ts';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { chooseRevocation, type RevocationChoice } from './choose-revocation.ts';
import { writeRevocation } from './write-revocation.ts';

export interface RevokeOptions extends RevocationChoice {
  /** The table's logical ID, or its beginning. @default Revocations */
  readonly table?: string | undefined;
}

/**
 * Revokes tokens at the running platform, and prints what was revoked. For a deployed stage, write `putRevocation` of
 * `@scopegate/handler/revocation-dynamodb` to its table instead.
 *
 * @throws {CliError} unless the options name one revocation and one table
 */
export async function revoke(
  run: RunState,
  host: Pick<Host, 'now' | 'fetch' | 'stdout'>,
  options: RevokeOptions,
): Promise<number> {
  const revocation = chooseRevocation(run, options, host.now());
  const isNew = await writeRevocation(run, host, { tableName: chooseTable(run, options.table), revocation });
  const { kind, issuer } = revocation;
  host.stdout.write(`${isNew ? 'revoked' : 'was revoked already'}: ${kind} ${revokedId(revocation)} of ${issuer}\n`);
  return exitCodes.ok;
}

function revokedId(revocation: Revocation): string {
  if (revocation.kind === 'token') return revocation.tokenId;
  return revocation.kind === 'subject' ? revocation.subject : revocation.clientId;
}

function chooseTable({ tables = [] }: Pick<RunState, 'tables'>, given = 'Revocations'): string {
  const [table, ...others] = tables.filter(({ logicalId }) => logicalId.startsWith(given));
  if (table !== undefined && others.length === 0) return table.tableName;
  throw new CliError({
    what: 'It is not clear which table holds revocations',
    given: `--table ${given}, which fits ${table === undefined ? 'none' : `${others.length + 1}`}`,
    allowed: tables.map(({ logicalId }) => logicalId).join(', ') || 'a platform with a table; this one has none',
    remedy: 'Name one with --table; start a platform of an older version again',
  });
}
