import { keyAttribute, type RevocationEntry, type Revoked } from '@scopegate/handler/revocation-dynamodb';

/** What an entry or an option names: `client 4f1…`. */
export function revokedText(revoked: Revoked): string {
  if (revoked.kind === 'token') return `token ${revoked.tokenId}`;
  return revoked.kind === 'subject' ? `subject ${revoked.subject}` : `client ${revoked.clientId}`;
}

/** What an entry of the table names; its key where it cannot be read, for it revokes all the same. */
export function entryText(entry: RevocationEntry): string {
  const name = ['tokenId', 'subject', 'clientId'].map((member) => entry[member]?.S).find((text) => text !== undefined);
  const kind = entry['kind']?.S;
  return kind === undefined || name === undefined ? `unreadable entry ${entry[keyAttribute]?.S}` : `${kind} ${name}`;
}

/** A time of an entry in milliseconds since the epoch; `undefined` where it has none. */
export function entryTime(
  entry: RevocationEntry,
  name: 'revokedAt' | 'issuedBefore' | 'expiresAt',
): number | undefined {
  const seconds = Number(entry[name]?.N ?? Number.NaN);
  return Number.isFinite(seconds) && Math.abs(seconds) < 1e11 ? seconds * 1_000 : undefined;
}

/** A time as text: ISO 8601, UTC. */
export const timeText = (milliseconds: number): string => new Date(milliseconds).toISOString();
