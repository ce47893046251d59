import { expect, it } from '@jest/globals';
import { requiredAccess } from '../../../src/database/access/required-access.ts';
import { isOperation, operationTable } from '../../../src/database/allow-list.ts';
import { tableActions } from '../../../src/iam/index.ts';

it('every action that a request can need is one that policies are read for', () => {
  const item = { TableName: 'Items' };
  const parameters = {
    ...item,
    RequestItems: { Items: [] },
    TransactItems: ['ConditionCheck', 'Delete', 'Get', 'Put', 'Update'].map((kind) => ({ [kind]: item })),
  };
  const needed = Object.keys(operationTable)
    .filter(isOperation)
    .flatMap((operation) => requiredAccess(operation, parameters))
    .map(({ action }) => action);

  expect([...new Set(needed)].sort()).toStrictEqual([...tableActions].sort());
});
