import type { RevocationEntry } from '@scopegate/handler/revocation-dynamodb';
import { printable } from '../shell/safe-text.ts';
import { textTable } from '../shell/text-table.ts';
import { entryText, entryTime, timeText } from './entry-text.ts';
import type { RevocationStore } from './revocation-store.ts';

/** What is revoked, a line for each entry, the latest last. A user pool has an entry for each of its two issuer strings. */
export async function listRevocations(store: Pick<RevocationStore, 'list'>): Promise<string> {
  const entries = await store.list();
  if (entries.length === 0) return 'nothing is revoked\n';
  const rows = entries
    .toSorted((a, b) => (entryTime(a, 'revokedAt') ?? 0) - (entryTime(b, 'revokedAt') ?? 0))
    .map((entry) => [entryText(entry), entry['issuer']?.S ?? '-', ...timesOf(entry)].map(printable));
  return textTable([['revoked', 'issuer', 'since', 'tokens issued before', 'until'], ...rows]);
}

function timesOf(entry: RevocationEntry): string[] {
  const textOf = (name: Parameters<typeof entryTime>[1], none: string): string => {
    const time = entryTime(entry, name);
    return time === undefined ? none : timeText(time);
  };
  return [textOf('revokedAt', '-'), textOf('issuedBefore', 'any'), textOf('expiresAt', 'undone')];
}
