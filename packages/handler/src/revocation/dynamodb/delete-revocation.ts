import { keyAttribute, type Revoked, revocationKey } from './revocation-key.ts';

/** Input of DynamoDB's `DeleteItem`. */
export interface DeleteRevocation {
  readonly TableName: string;
  readonly Key: Readonly<Record<string, { readonly S: string }>>;
  readonly ReturnValues: 'ALL_OLD';
}

/** The write that undoes a revocation, and answers with the entry that was there. Other entries may name the same tokens. */
export const deleteRevocation = (tableName: string, revoked: Revoked): DeleteRevocation => ({
  TableName: tableName,
  Key: { [keyAttribute]: { S: revocationKey(revoked) } },
  ReturnValues: 'ALL_OLD',
});
