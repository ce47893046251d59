import { describe, expect, it } from '@jest/globals';
import type { UserPool } from '../../../src/model/index.ts';
import { poolFaults } from '../../../src/oauth/pool-faults.ts';
import { aClient, aPool } from './pools.ts';

describe('poolFaults', () => {
  it.each<{ name: string; pools: UserPool[]; fault: RegExp }>([
    {
      name: 'a public client with client_credentials',
      pools: [aPool({ clients: [aClient({ generateSecret: false })] })],
      fault: /^Shop\/Client: client_credentials .* Set GenerateSecret to true\.$/,
    },
    {
      name: 'a scope that no resource server has',
      pools: [aPool({ clients: [aClient({ scopes: ['openid'] })] })],
      fault: /^Shop\/Client: AllowedOAuthScopes has openid\. Allowed: orders\/orders:read, .*billing\/read\. Declare/,
    },
    {
      name: 'a scope in a pool without resource servers',
      pools: [aPool({ resourceServers: [], clients: [aClient()] })],
      fault: /Allowed: nothing, the pool has no resource server/,
    },
    {
      name: 'a pool id that would leave the state directory',
      pools: [aPool({ poolId: '../pool' })],
      fault: /^Shop\/Pool: the user pool id is "\.\.\/pool"/,
    },
    {
      name: 'an issuer of another pool',
      pools: [aPool({ issuer: 'https://issuer.example/x' })],
      fault: /the issuer is/,
    },
    {
      name: 'an issuer without TLS',
      pools: [aPool({ issuer: 'http://a/eu-central-1_Pool00001' })],
      fault: /the issuer is/,
    },
    { name: 'two pools of one id', pools: [aPool(), aPool()], fault: /eu-central-1_Pool00001 is taken/ },
  ])('names $name', ({ pools, fault }) => {
    expect(poolFaults(pools).filter((each) => fault.test(each))).toHaveLength(1);
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
