import {
  isRevokedBy,
  issuerStrings,
  keyAttribute,
  type Revocation,
  type Revoked,
  revocationKey,
} from '@scopegate/handler/revocation-dynamodb';
import type { Host } from '../host/host.ts';
import { platformTime } from '../run/platform-time.ts';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { printable } from '../shell/safe-text.ts';
import { chooseRevoked, type RevokedChoice } from './choose-revoked.ts';
import { chooseTable, type RevocationTable } from './choose-table.ts';
import { entryTime, revokedText, timeText } from './entry-text.ts';
import { listRevocations } from './list-revocations.ts';
import { newRevocation } from './new-revocation.ts';
import { platformTables } from './platform-tables.ts';
import { createRevocationStore, type RevocationStore } from './revocation-store.ts';

export interface RevokeOptions extends RevokedChoice {
  /** The table's logical ID, or its beginning. @default the one that guards are told */
  readonly table?: string | undefined;
  /** Shows what is revoked. */
  readonly list?: boolean | undefined;
}

type RevokeHost = Pick<Host, 'fetch' | 'stdout'>;

/**
 * Revokes tokens at the running platform by its own time, undoes that, or lists what is revoked; and prints it only when the
 * table says so. For a deployed stage, write `putRevocation` of `@scopegate/handler/revocation-dynamodb` to its table.
 *
 * @throws {CliError} unless the options name one revocation, and guards ask one table
 */
export async function revoke(run: RunState, host: RevokeHost, options: RevokeOptions): Promise<number> {
  const revoked = options.list === true ? [] : chooseRevoked(run, options);
  const table = chooseTable(await platformTables(run, host), options.table);
  const now = await platformTime(run, host);
  const store = createRevocationStore({ run, fetch: host.fetch, now, tableName: table.tableName });
  const text =
    options.list === true
      ? await listRevocations(store)
      : options.undo === true
        ? await undone(store, revoked)
        : await revokedNow(store, { revoked, table, run, now });
  host.stdout.write(text);
  return exitCodes.ok;
}

interface Revoking {
  readonly revoked: readonly Revoked[];
  readonly table: RevocationTable;
  readonly run: Pick<RunState, 'pools'>;
  readonly now: number;
}

async function revokedNow(store: RevocationStore, { revoked, table, run, now }: Revoking): Promise<string> {
  const isPool = run.pools.some(({ issuer }) => issuerStrings(issuer).includes(revoked[0]?.issuer ?? ''));
  const revocations = revoked.map((one) => newRevocation(one, { now, isPool }));
  let isNew = false;
  for (const revocation of revocations) {
    if (await store.put(revocation)) isNew = true;
    await assertRevoked(store, revocation);
  }
  return (
    line(isNew ? 'revoked' : 'was revoked already', revoked) +
    `  within seconds denied at: ${printable(table.routes.join(', '))}\n`
  );
}

/** Reads back what guards will read, and decides as they do about the token that is issued last. */
async function assertRevoked(store: RevocationStore, revocation: Revocation): Promise<void> {
  const key = revocationKey(revocation);
  const [entry] = (await store.read([key])).filter((one) => one[keyAttribute]?.S === key);
  const issuedAt = revocation.kind === 'subject' ? revocation.issuedBefore - 1 : undefined;
  const isDenied = entry !== undefined && isRevokedBy(entry, { issuedAt });
  const until = entry === undefined ? undefined : entryTime(entry, 'expiresAt');
  const isKept = revocation.kind === 'client' || (until ?? 0) >= revocation.expiresAt * 1_000;
  if (isDenied && isKept) return;
  const given = isDenied
    ? `an older entry that reaches further back and vanishes at ${until === undefined ? 'no known time' : timeText(until)}`
    : 'a table in which guards do not find the entry that was written';
  throw new CliError({
    what: `Not revoked for as long as its tokens can live: ${printable(revokedText(revocation))} of ${revocation.issuer}`,
    given,
    allowed: 'an entry that guards find, for as long as such tokens can live',
    remedy: 'Undo the revocation (--undo) and revoke again',
  });
}

async function undone(store: RevocationStore, revoked: readonly Revoked[]): Promise<string> {
  let wasThere = false;
  for (const one of revoked) if (await store.remove(one)) wasThere = true;
  const left = await store.read(revoked.map(revocationKey));
  if (left.length > 0) throw stillRevoked(revoked);
  return line(wasThere ? 'no longer revoked' : 'was not revoked', revoked);
}

const line = (says: string, revoked: readonly Revoked[]): string => {
  const [first] = revoked;
  const name = first === undefined ? '' : revokedText(first);
  return `${says}: ${printable(`${name} of ${revoked.map(({ issuer }) => issuer).join(' and ')}`)}\n`;
};

const stillRevoked = (revoked: readonly Revoked[]): CliError =>
  new CliError({
    what: 'Still revoked',
    given: line('a table that still has', revoked).trimEnd(),
    allowed: 'a table without that entry',
    remedy: 'Look whether something else revokes at the same time, and undo again',
  });
