import { describe, expect, it } from '@jest/globals';
import type { Fault, UserPool } from '../../../src/model/index.ts';
import { poolFaults } from '../../../src/oauth/pool-faults.ts';
import { aClient, aPool } from './pools.ts';

describe('poolFaults', () => {
  const pool = { stack: 'Shop', logicalId: 'Pool', type: 'AWS::Cognito::UserPool', path: 'Properties' };
  const client = (property: string) => ({
    stack: 'Shop',
    logicalId: 'Client',
    type: 'AWS::Cognito::UserPoolClient',
    path: `Properties.${property}`,
  });

  it.each<{ name: string; pools: UserPool[]; fault: Omit<Partial<Fault>, 'allowed'> & { allowed?: unknown } }>([
    {
      name: 'a public client with client_credentials',
      pools: [aPool({ clients: [aClient({ generateSecret: false })] })],
      fault: {
        rule: 'client-credentials-without-secret',
        where: client('GenerateSecret'),
        what: 'client_credentials flow can not be selected if client does not have a client secret.',
        remedy: 'Set GenerateSecret to true.',
      },
    },
    {
      name: 'a scope that no resource server has',
      pools: [aPool({ clients: [aClient({ scopes: ['openid'] })] })],
      fault: {
        rule: 'unknown-scope',
        where: client('AllowedOAuthScopes'),
        what: 'Invalid scope requested: openid',
        allowed: expect.stringMatching(/^orders\/orders:read, .*billing\/read$/),
        remedy: 'Declare the scope in a resource server of the pool, or take it from the client.',
      },
    },
    {
      name: 'a scope in a pool without resource servers',
      pools: [aPool({ resourceServers: [], clients: [aClient({ scopes: ['a/b'] })] })],
      fault: {
        rule: 'unknown-scope',
        where: client('AllowedOAuthScopes'),
        allowed: 'nothing, the pool has no resource server',
      },
    },
    {
      name: 'a pool id that would leave the state directory',
      pools: [aPool({ poolId: '../pool' })],
      fault: { rule: 'user-pool-id', where: pool, given: '"../pool"', allowed: '<region>_<letters and digits>' },
    },
    {
      name: 'an issuer of another pool',
      pools: [aPool({ issuer: 'https://issuer.example/x' })],
      fault: {
        rule: 'user-pool-issuer',
        where: pool,
        given: '"https://issuer.example/x"',
        allowed: 'https://<host>/eu-central-1_Pool00001',
      },
    },
    {
      name: 'an issuer without TLS',
      pools: [aPool({ issuer: 'http://a/eu-central-1_Pool00001' })],
      fault: { rule: 'user-pool-issuer', where: pool, given: '"http://a/eu-central-1_Pool00001"' },
    },
    {
      name: 'two pools of one id',
      pools: [aPool(), aPool()],
      fault: {
        rule: 'user-pool-id-taken',
        where: pool,
        what: 'The user pool id eu-central-1_Pool00001 is taken',
        allowed: 'one pool per id',
      },
    },
  ])('names $name', ({ pools, fault }) => {
    const faults = poolFaults(pools).filter(({ rule }) => rule === fault.rule);
    expect(faults).toEqual([expect.objectContaining(fault)]);
  });

  it.each([
    { name: 'a good pool', pools: [aPool({ clients: [aClient()] })] },
    {
      name: 'a public client of another flow',
      pools: [aPool({ clients: [aClient({ generateSecret: false, flows: ['code'], scopes: ['openid'] })] })],
    },
    { name: 'no pool', pools: [] },
  ])('finds none in $name', ({ pools }) => {
    expect(poolFaults(pools)).toStrictEqual([]);
  });
});
