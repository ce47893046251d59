export {
  type BatchGetClient,
  createDynamoDbRevocationList,
  type DynamoDbRevocationListOptions,
} from './dynamodb-revocation-list.ts';
export { type PutRevocation, putRevocation, type Revocation } from './put-revocation.ts';
export { keyAttribute, revocationKey, timeToLiveAttribute } from './revocation-key.ts';
