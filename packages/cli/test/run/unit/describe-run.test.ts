import { describe, expect, it } from '@jest/globals';
import { describeRun } from '../../../src/run/describe-run.ts';
import { runState } from '../../support/run-state.ts';

describe('describeRun', () => {
  const facts = { port: 3000, pid: 1, startedAt: 0, assembly: '/a' };
  const { iam, admin } = runState;
  const outside = { issuers: [], issuerHost: 'http://o' };
  const database = {
    ...outside,
    databaseEndpoint: 'http://d',
    tables: [{ stack: 's', logicalId: 'T', tableName: 't' }],
  };

  it('names each API by logical ID, with and without its stack, and each client with its token endpoint', () => {
    const run = describeRun(
      {
        iam,
        admin,
        ...database,
        authorizers: [],
        apis: [{ stack: 's', logicalId: 'Api', apiId: 'x', name: 'Shop', url: 'http://127.0.0.1:3000' }],
        pools: [
          {
            poolId: 'p',
            issuer: 'https://i',
            tokenEndpoint: 'http://t',
            jwksUri: 'http://k',
            clients: [{ clientId: 'c', name: 'n', scopes: [] }],
          },
        ],
      },
      facts,
    );
    expect(run).toMatchObject({ version: 1, url: 'http://127.0.0.1:3000', startedAt: '1970-01-01T00:00:00.000Z' });
    expect(run.apis).toEqual({ Api: 'http://127.0.0.1:3000', 's/Api': 'http://127.0.0.1:3000' });
    expect(run.clients).toEqual([{ clientId: 'c', name: 'n', scopes: [], tokenEndpoint: 'http://t' }]);
    expect(run.tokenEndpoint).toBe('http://t');
    expect([run.databaseEndpoint, run.tables]).toEqual(['http://d', [{ logicalId: 'T', tableName: 't' }]]);
  });

  describe('records the data of the authorizer', () => {
    const api = { stack: 's', logicalId: 'Api', apiId: 'x', name: 'Shop', url: 'http://127.0.0.1:3000' };
    const ours = {
      stack: 's',
      logicalId: 'Auth',
      apiId: 'x',
      codeDirectory: '/code',
      environment: { SCOPEGATE_ISSUERS: '[]', SECRET: 'hidden' },
    };
    const described = (authorizers: (typeof ours)[]) =>
      describeRun({ iam, admin, ...database, apis: [api], pools: [], authorizers }, facts);

    it('without the rest of its environment', () => {
      const run = described([ours, { ...ours, apiId: 'other' }]);
      expect(run.authorizer).toEqual({ accessTable: '/code/access-table.json', issuers: '[]' });
      expect(JSON.stringify(run)).not.toContain('hidden');
    });

    it.each([
      { name: 'there is none', authorizers: [] },
      { name: 'there are two', authorizers: [ours, ours] },
      { name: 'it is not ours', authorizers: [{ ...ours, environment: {} as typeof ours.environment }] },
    ])('but not when $name', ({ authorizers }) => {
      expect(described(authorizers)).not.toHaveProperty('authorizer');
    });
  });

  it('refuses an assembly without an API', () => {
    expect(() => describeRun({ iam, admin, ...database, apis: [], pools: [], authorizers: [] }, facts)).toThrow(
      'no HTTP API',
    );
  });
});
