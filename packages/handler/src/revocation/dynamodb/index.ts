export { type DeleteRevocation, deleteRevocation } from './delete-revocation.ts';
export {
  type BatchGetClient,
  createDynamoDbRevocationList,
  type DynamoDbRevocationListOptions,
} from './dynamodb-revocation-list.ts';
export { issuedUntil } from './issued-until.ts';
export { issuerStrings } from './issuer-strings.ts';
export { type PutRevocation, putRevocation, type Revocation } from './put-revocation.ts';
export { isRevokedBy, type RevocationEntry, revocationKeysOf } from './revocation-entry.ts';
export {
  keyAttribute,
  type Revoked,
  revocationKey,
  tableNameVariable,
  timeToLiveAttribute,
} from './revocation-key.ts';
