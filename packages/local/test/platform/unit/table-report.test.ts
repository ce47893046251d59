import { describe, expect, it } from '@jest/globals';
import type { Table } from '../../../src/model/index.ts';
import { tableReports } from '../../../src/platform/admin/table-report.ts';
import { api, lambda, model, route } from '../../gateway/unit/support.ts';

const table = (logicalId: string, changes: Partial<Table> = {}): Table => ({
  stack: 'Test',
  logicalId,
  tableName: `name-${logicalId}`,
  arn: `arn:aws:dynamodb:us-east-1:123456789012:table/name-${logicalId}`,
  attributeDefinitions: [
    { name: 'sk', type: 'N' },
    { name: 'pk', type: 'S' },
  ],
  keySchema: [{ name: 'pk', type: 'HASH' }],
  globalSecondaryIndexes: [],
  ...changes,
});

describe('what is told of tables', () => {
  it('is their keys, their time to live, and which functions are told their names', () => {
    const environment = { A: 'name-One', B: table('One').arn, SECRET: 'hunter2', C: 'name-One-more' };
    const tables = [
      table('One', { timeToLiveAttribute: 'expiresAt' }),
      table('Two', {
        keySchema: [
          { name: 'sk', type: 'RANGE' },
          { name: 'pk', type: 'HASH' },
        ],
      }),
    ];
    const functions = [lambda('backend', { environment }), lambda('authorizer')];
    const reports = tableReports(model({ tables, functions, apis: [api({ routes: [route('GET /x')] })] }));
    expect(reports).toEqual([
      {
        stack: 'Test',
        logicalId: 'One',
        tableName: 'name-One',
        key: [{ name: 'pk', type: 'S' }],
        timeToLiveAttribute: 'expiresAt',
        namedBy: [{ function: 'backend', variables: ['A', 'B'], routes: ['GET /x'] }],
      },
      {
        stack: 'Test',
        logicalId: 'Two',
        tableName: 'name-Two',
        key: [
          { name: 'pk', type: 'S' },
          { name: 'sk', type: 'N' },
        ],
        namedBy: [],
      },
    ]);
    expect(JSON.stringify(reports)).not.toContain('hunter2');
  });
});
