import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtAssembly } from '../support/assembly.ts';
import { type Answer, copyAssembly, type Orders, removeScratch, startOrders } from './support.ts';

// What AWS does is contested: whether it renames the header, and whether the authorizer sees the route key as identity source.

let assembly: string;
beforeAll(async () => {
  assembly = await builtAssembly();
});
afterAll(removeScratch);

const requests = [
  'GET /orders',
  'POST /orders',
  'GET /orders/none',
  'PATCH /orders/none',
  'DELETE /orders/none',
  'GET /orders/none/history',
];

/** Asks again with a token of exactly the scopes that the challenge names. */
const follow = async (api: Orders, request: string, scope: string): Promise<number> =>
  (await api.call(request, { token: await api.token('developer', scope), body: bodyOf(request) })).status;
const bodyOf = (request: string) => (/^(POST|PATCH)/.test(request) ? {} : undefined);
const challengeIn = (answer: Answer) => answer.json()['challenge'] as { error: string; scope: string };

describe.each([
  { integrationChallenge: 'unchanged', routeKeyIdentitySource: 'shown', header: 'www-authenticate' },
  { integrationChallenge: 'remapped', routeKeyIdentitySource: 'omitted', header: 'x-amzn-remapped-www-authenticate' },
] as const)('a client that follows the challenge ($header)', ({ header, ...settings }) => {
  let api: Orders;
  beforeAll(async () => {
    api = await startOrders(assembly, settings);
  });
  afterAll(() => api?.close());

  it.each(requests)('is let in at the next try: %s', async (request) => {
    const start = { token: await api.token('developer', 'orders/orders:none'), body: bodyOf(request) };
    const refused = await api.call(request, start);
    expect(refused.status).toBe(403);
    const { error, scope } = challengeIn(refused);
    expect(error).toBe('insufficient_scope');
    expect(refused.headers.get(header)).toContain(`scope="${scope}"`);
    expect([401, 403]).not.toContain(await follow(api, request, scope));
  });

  it('is let in from one scope of two, and is not sent for a wider one', async () => {
    const token = await api.token('developer', 'orders/orders:write');
    const cancel = await api.call('DELETE /orders/none', { token });
    expect(challengeIn(cancel).scope).toBe('orders/orders:write orders/orders:cancel');
    expect(await follow(api, 'DELETE /orders/none', challengeIn(cancel).scope)).toBe(404);
    const change = await api.call('PATCH /orders/none', { token, body: {} });
    expect(challengeIn(change).scope).toBe('orders/orders:read orders/orders:write');
  });
});

it('a table that the construct did not write denies where the route key is no identity source', async () => {
  const unchecked = copyAssembly(assembly, (path, text) => {
    if (path.endsWith('.template.json')) return text.replace(/,\s*"\$context\.routeKey"/, '');
    return path.endsWith('access-table.json') ? text.replace(',"cacheKey":"checked"', '') : text;
  });
  const api = await startOrders(unchecked);
  try {
    const { status, trace } = await api.call('GET /orders', { token: await api.token('reader') });
    expect(status).toBe(403);
    expect(trace?.authorizer?.steps).toMatchObject([{ step: 'credential', reason: 'cache_key_unproven' }]);
  } finally {
    await api.close();
  }
});
