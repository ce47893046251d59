import type { Table } from '../../../src/model/index.ts';

/** Orders by customer, with an index by status and one that keeps the keys only. */
export const aTable = (changes: Partial<Table> = {}): Table => {
  const tableName = changes.tableName ?? 'Orders';
  return {
    stack: 'Shop',
    logicalId: 'OrdersTable',
    tableName,
    arn: `arn:aws:dynamodb:eu-central-1:123456789012:table/${tableName}`,
    attributeDefinitions: [
      { name: 'customer', type: 'S' },
      { name: 'placed', type: 'N' },
      { name: 'status', type: 'S' },
    ],
    keySchema: [
      { name: 'customer', type: 'HASH' },
      { name: 'placed', type: 'RANGE' },
    ],
    globalSecondaryIndexes: [
      {
        indexName: 'byStatus',
        keySchema: [
          { name: 'status', type: 'HASH' },
          { name: 'placed', type: 'RANGE' },
        ],
        projection: { type: 'ALL', nonKeyAttributes: [] },
      },
      {
        indexName: 'keysByStatus',
        keySchema: [{ name: 'status', type: 'HASH' }],
        projection: { type: 'INCLUDE', nonKeyAttributes: ['total'] },
      },
    ],
    ...changes,
  };
};
