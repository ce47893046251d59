import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessMatrix } from '@scopegate/contract';
import { type Platform, startPlatform } from '@scopegate/local';
import { orders } from '@scopegate/orders';
import { clients } from '../../lib/clients.ts';
import { builtAssembly } from '../support/assembly.ts';

// What `pnpm build` made, as it would be deployed.

let directory: string;
let platform: Platform;
const asked: string[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'orders-policy-'));
  platform = await startPlatform({
    assembly: await builtAssembly({ response: 'policy' }),
    stateDirectory: join(directory, 'state'),
    port: 0,
    onTrace: ({ authorizer }) => asked.push(authorizer?.cache ?? 'none'),
  });
});

afterAll(async () => {
  await platform?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function tokenOf(name: string): Promise<string> {
  const [pool] = platform.pools;
  const client = pool?.clients.find((one) => one.name === name);
  const credentials = Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString('base64');
  const response = await fetch(String(pool?.tokenEndpoint), {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return String(((await response.json()) as { access_token?: string }).access_token);
}

async function call(token: string | undefined, method: string, path: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${platform.apis[0]?.url}${path}`, { method, headers });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

const refused = { status: 403, type: 'application/json', body: '{"message":"Forbidden"}' };

describe('the orders API with policy responses', () => {
  const tokenClients = clients.filter(({ scopes }) => scopes.length > 0);
  const matrix = accessMatrix(orders, tokenClients);

  it.each(tokenClients.map(({ name }, at) => ({ name, at })))(
    'opens to $name what the matrix says',
    async ({ name, at }) => {
      const token = await tokenOf(name);
      asked.length = 0;
      for (const { route, allowed } of matrix.rows) {
        const [method = '', path = ''] = route.split(' ');
        const answer = await call(token, method, path.replace('{id}', 'ord_00000000000000000000'));
        const open = allowed[at] === true;
        if (open)
          expect({ route, forbidden: answer.body === refused.body, fault: answer.status >= 500 }).toEqual({
            route,
            forbidden: false,
            fault: false,
          });
        else expect({ route, ...answer }).toEqual({ route, ...refused });
      }
      // One run of the authorizer serves all routes.
      expect(asked.filter((cache) => cache === 'miss')).toHaveLength(1);
      expect(asked.filter((cache) => cache === 'hit').length).toBeGreaterThan(3);
    },
  );

  it('keeps the history closed however its path is written', async () => {
    const token = await tokenOf('reader');
    for (const path of ['/orders/1/history', '/orders/1%2Fhistory', '/orders/*/history', '/orders/%2A/history'])
      expect({ path, ...(await call(token, 'GET', path)) }).toEqual({ path, ...refused });
    expect((await call(token, 'GET', '/orders/history')).status).not.toBe(403);
  });

  it('refuses what is no token, and serves what is open', async () => {
    expect(await call(undefined, 'GET', '/orders')).toMatchObject({ status: 401 });
    expect(await call('abc', 'GET', '/orders')).toEqual(refused);
    expect(await call(undefined, 'GET', '/health')).toMatchObject({ status: 200 });
  });
});
