import type { RevocableToken } from '../revocation-list.ts';
import { keyAttribute, revocationKey } from './revocation-key.ts';

/** An entry of the table as DynamoDB answers it. */
export type RevocationEntry = Readonly<
  Record<string, { readonly S?: string | undefined; readonly N?: string | undefined }>
>;

/** The keys of all entries that can revoke a token. */
export const revocationKeysOf = ({ issuer, subject, clientId, tokenId }: RevocableToken): string[] => [
  revocationKey({ kind: 'subject', issuer, subject }),
  ...(tokenId === undefined ? [] : [revocationKey({ kind: 'token', issuer, tokenId })]),
  ...(clientId === undefined ? [] : [revocationKey({ kind: 'client', issuer, clientId })]),
];

/** Whether an entry revokes the token it was found for, as guards decide. One that cannot be read revokes. */
export function isRevokedBy(
  entry: RevocationEntry,
  { issuedAt }: { readonly issuedAt?: RevocableToken['issuedAt'] | undefined },
): boolean {
  if (entry[keyAttribute]?.S?.startsWith('subject#') !== true) return true;
  const issuedBefore = Number(entry['issuedBefore']?.N ?? Number.NaN);
  // Written so that a token without `iat`, and an entry without a time, are revoked.
  return !(issuedAt !== undefined && issuedAt >= issuedBefore);
}
