import type { UserPool, UserPoolClient } from '../../../src/model/index.ts';

export const aClient = (changes: Partial<UserPoolClient> = {}): UserPoolClient => ({
  stack: 'Shop',
  logicalId: `Client${changes.clientId ?? ''}`,
  clientId: 'client',
  name: 'A client',
  generateSecret: true,
  flows: ['client_credentials'],
  scopes: ['orders/orders:read'],
  accessTokenSeconds: 3600,
  ...changes,
});

type PoolChanges = { [Name in keyof UserPool]?: UserPool[Name] | undefined };

export function aPool(changes: PoolChanges = {}): UserPool {
  const poolId = changes.poolId ?? 'eu-central-1_Pool00001';
  const { domain, ...others } = { domain: 'shop', ...changes };
  const defaults: UserPool = {
    stack: 'Shop',
    logicalId: 'Pool',
    poolId,
    name: 'A pool',
    issuer: `https://cognito-idp.eu-central-1.amazonaws.com/${poolId}`,
    resourceServers: [
      { identifier: 'orders', scopes: ['orders:read', 'orders:write'] },
      { identifier: 'billing', scopes: ['read'] },
    ],
    clients: [],
  };
  return { ...defaults, ...(others as Partial<UserPool>), ...(domain === undefined ? {} : { domain }) };
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
