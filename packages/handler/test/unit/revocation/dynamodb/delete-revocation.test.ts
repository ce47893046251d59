import { expect, it } from '@jest/globals';
import { deleteRevocation, putRevocation } from '../../../../src/revocation/dynamodb/index.ts';

it('names the entry that was written', () => {
  const client = { kind: 'client', issuer: 'https://issuer.example', clientId: 'app' } as const;
  const { TableName, Key, ReturnValues } = deleteRevocation('T', client);
  const written = putRevocation('T', { ...client, revokedAt: 1_000 });
  expect(written.Item).toMatchObject({ ...Key, revokedAt: { N: '1000' } });
  expect([TableName, ReturnValues]).toEqual(['T', 'ALL_OLD']);
});
