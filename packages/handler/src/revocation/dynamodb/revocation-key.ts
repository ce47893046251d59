import { createHash } from 'node:crypto';

/** What is revoked, without the time until which. */
export type Revoked =
  | { readonly kind: 'token'; readonly issuer: string; readonly tokenId: string }
  | { readonly kind: 'subject'; readonly issuer: string; readonly subject: string }
  | { readonly kind: 'client'; readonly issuer: string; readonly clientId: string };

/** The table's partition key, a string; there is no sort key. */
export const keyAttribute = 'pk';
/** The attribute for the table's time to live: seconds since the epoch. */
export const timeToLiveAttribute = 'expiresAt';

/** The environment variable by which handlers are told the table's name; the local platform knows the table by it. */
export const tableNameVariable = 'REVOCATION_TABLE_NAME';

/**
 * The key of an entry: its kind and a SHA-256. A digest, because issuers send texts of any length and DynamoDB's keys end
 * at 2048 bytes: a name that did not fit could not be revoked. Over JSON, so that no two names run together.
 */
export const revocationKey = (revoked: Revoked): string =>
  `${revoked.kind}#${createHash('sha256')
    .update(JSON.stringify([revoked.issuer, nameOf(revoked)]))
    .digest('base64url')}`;

function nameOf(revoked: Revoked): string {
  if (revoked.kind === 'token') return revoked.tokenId;
  return revoked.kind === 'subject' ? revoked.subject : revoked.clientId;
}
