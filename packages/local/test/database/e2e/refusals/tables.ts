import type { Table } from '../../../../src/model/index.ts';
import { aTable } from '../../unit/tables.ts';

/** Keys of text, an index on everything, one with an attribute of its own, and one on keys only. */
export const tab: Table = aTable({
  tableName: 'Tab',
  logicalId: 'Tab',
  attributeDefinitions: [
    { name: 'pk', type: 'S' },
    { name: 'sk', type: 'S' },
    { name: 'gpk', type: 'S' },
    { name: 'gsk', type: 'N' },
    { name: 'gtext', type: 'S' },
  ],
  keySchema: [
    { name: 'pk', type: 'HASH' },
    { name: 'sk', type: 'RANGE' },
  ],
  globalSecondaryIndexes: [
    {
      indexName: 'gs1',
      keySchema: [
        { name: 'gpk', type: 'HASH' },
        { name: 'gsk', type: 'RANGE' },
      ],
      projection: { type: 'ALL', nonKeyAttributes: [] },
    },
    {
      indexName: 'gs2',
      keySchema: [{ name: 'gpk', type: 'HASH' }],
      projection: { type: 'INCLUDE', nonKeyAttributes: ['n'] },
    },
    {
      indexName: 'gs3',
      keySchema: [{ name: 'gpk', type: 'HASH' }],
      projection: { type: 'KEYS_ONLY', nonKeyAttributes: [] },
    },
    {
      indexName: 'gs4',
      keySchema: [
        { name: 'pk', type: 'HASH' },
        { name: 'gtext', type: 'RANGE' },
      ],
      projection: { type: 'KEYS_ONLY', nonKeyAttributes: [] },
    },
  ],
});

/** Binary keys, of the table and of an index. */
export const bytes: Table = aTable({
  tableName: 'Bytes',
  logicalId: 'Bytes',
  attributeDefinitions: [
    { name: 'pk', type: 'B' },
    { name: 'gpk', type: 'B' },
  ],
  keySchema: [{ name: 'pk', type: 'HASH' }],
  globalSecondaryIndexes: [
    {
      indexName: 'byBytes',
      keySchema: [{ name: 'gpk', type: 'HASH' }],
      projection: { type: 'ALL', nonKeyAttributes: [] },
    },
  ],
});
