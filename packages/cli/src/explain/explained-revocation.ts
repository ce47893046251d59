import type { Explanation } from '@scopegate/authorizer';
import { type Principal, reasons } from '@scopegate/contract/decision';
import { isRevokedBy, type RevocationEntry, revocationKeysOf } from '@scopegate/handler/revocation-dynamodb';
import { entryText, entryTime, timeText } from '../revoke/entry-text.ts';
import { holdsRevocations, type PlatformTable, routesAsking } from '../revoke/platform-tables.ts';
import type { RevocationStore } from '../revoke/revocation-store.ts';

/** What the guard's look at its revocation table finds, as one more step. */
export interface RevocationStep extends Omit<Explanation['steps'][number], 'name'> {
  readonly name: 'revocation';
}

export interface ExplainedRevocation {
  readonly step: RevocationStep;
  /** Present when the token is revoked: since when, as far as the entry says. ISO 8601, UTC. */
  readonly revoked?: { readonly since?: string };
}

/** The table that the guard of a route asks; `undefined` when its handler is told none. */
export const revocationTableOf = (tables: readonly PlatformTable[], routeKey: string): PlatformTable | undefined =>
  tables.find((table) => holdsRevocations(table) && routesAsking(table).includes(routeKey));

/**
 * Whether the guard lets a token pass, by the entries that it would read and its own rule. An entry that was written after
 * the time of the request does not count.
 *
 * @param at milliseconds since the epoch
 * @throws {CliError} when the table cannot be read
 */
export async function explainRevocation(
  principal: Principal,
  { table, store, at }: { readonly table: PlatformTable; readonly store: RevocationStore; readonly at: number },
): Promise<ExplainedRevocation> {
  const found = (await store.read(revocationKeysOf(principal))).filter((entry) => isRevokedBy(entry, principal));
  const [entry] = found.filter((one) => (entryTime(one, 'revokedAt') ?? 0) <= at).toSorted(bySince);
  const inputs = { table: table.logicalId };
  if (entry === undefined)
    return { step: { name: 'revocation', outcome: 'ok', words: 'Passed', inputs: later(found, inputs) } };
  const revokedAt = entryTime(entry, 'revokedAt');
  const since = revokedAt === undefined ? {} : { since: timeText(revokedAt) };
  const issuedBefore = entryTime(entry, 'issuedBefore');
  return {
    step: {
      name: 'revocation',
      outcome: 'deny',
      reason: 'token_revoked',
      words: reasons.token_revoked.text,
      inputs: {
        ...inputs,
        entry: entryText(entry),
        ...since,
        ...(issuedBefore === undefined ? {} : { tokensIssuedBefore: timeText(issuedBefore) }),
      },
    },
    revoked: since,
  };
}

const bySince = (a: RevocationEntry, b: RevocationEntry): number =>
  (entryTime(a, 'revokedAt') ?? 0) - (entryTime(b, 'revokedAt') ?? 0);

function later(found: readonly RevocationEntry[], inputs: RevocationStep['inputs']): RevocationStep['inputs'] {
  const [first] = found.toSorted(bySince);
  const revokedAt = first === undefined ? undefined : entryTime(first, 'revokedAt');
  return revokedAt === undefined ? inputs : { ...inputs, revokedLater: timeText(revokedAt) };
}
