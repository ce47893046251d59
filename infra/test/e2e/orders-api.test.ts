import { Sha256 } from '@aws-crypto/sha256-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessMatrix } from '@scopegate/contract';
import { orders } from '@scopegate/orders';
import { SignatureV4 } from '@smithy/signature-v4';
import { clients } from '../../lib/clients.ts';
import { builtAssembly } from '../support/assembly.ts';
import { type Answer, copyAssembly, environments, type Orders, removeScratch, startOrders } from './support.ts';

// Through real HTTP, with tokens from the token endpoint, on the assembly that would be deployed.

const order = { customer: 'c-1', lines: [{ sku: 'A-1', quantity: 2, unitPrice: 1250 }] };
let assembly: string;
let api: Orders;
const tokens = new Map<string, string>();
const as = (client: string) => ({ token: tokens.get(client) ?? '' });
const createOrder = async (): Promise<string> =>
  String((await api.call('POST /orders', { ...as('writer'), body: order })).json()['id']);

beforeAll(async () => {
  assembly = await builtAssembly();
  api = await startOrders(assembly);
  for (const { name } of clients) tokens.set(name, await api.token(name));
});

afterAll(async () => {
  await api?.close();
  removeScratch();
});

describe('without a good token', () => {
  it('the open route answers', async () => {
    const answer = await api.call('GET /health');
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('the gateway answers 401 by itself when there is no token', async () => {
    const { status, body, headers, trace } = await api.call('GET /orders');
    expect([status, body, headers.get('www-authenticate')]).toEqual([401, '{"message":"Unauthorized"}', null]);
    expect(trace).toMatchObject({ authorizer: { invoked: false } });
    expect(trace?.integration).toBeUndefined();
  });

  it('a garbage token is denied at the gateway', async () => {
    const { status, body, trace } = await api.call('GET /orders', { token: 'garbage' });
    expect([status, body]).toEqual([403, '{"message":"Forbidden"}']);
    expect(trace).toMatchObject({ authorizer: { invoked: true, outcome: 'deny' } });
    expect(trace?.integration).toBeUndefined();
  });

  it.each(['GET /nowhere', 'PUT /orders', 'HEAD /orders', 'DELETE /health'])('no such route: %s', async (request) => {
    const { status, body } = await api.call(request, as('developer'));
    expect(status).toBe(404);
    expect(body).toBe(request.startsWith('HEAD') ? '' : '{"message":"Not Found"}');
  });
});

describe('with scopes', () => {
  it('an empty id is refused by validation: API Gateway matches it to the parameter', async () => {
    expect((await api.call('GET /orders/', as('reader'))).json()).toMatchObject({
      status: 400,
      faults: [{ pointer: '/params/id' }],
    });
  });

  it('reader lists', async () => {
    expect((await api.call('GET /orders', as('reader'))).status).toBe(200);
  });

  it('reader may not create, and is told what is missing', async () => {
    const { status, headers, json } = await api.call('POST /orders', { ...as('reader'), body: order });
    expect(status).toBe(403);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer .*error="insufficient_scope".* scope="orders\/orders:write"$/,
    );
    expect(json()).toMatchObject({
      status: 403,
      challenge: { error: 'insufficient_scope', scope: 'orders/orders:write' },
      anyOf: [['orders:write']],
    });
  });

  it('writer creates', async () => {
    const { status, headers, json } = await api.call('POST /orders', { ...as('writer'), body: order });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/orders/${String(json()['id'])}`);
    expect(json()).toMatchObject({ customer: 'c-1', status: 'open', total: 2500 });
  });

  it('an invalid body is answered with a pointer to each fault', async () => {
    const body = { customer: '', lines: [{ sku: 'A-1', quantity: 0 }], extra: true };
    const { status, headers, json } = await api.call('POST /orders', { ...as('writer'), body });
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    const pointers = (json()['faults'] as { pointer: string }[]).map((fault) => fault.pointer).sort();
    expect(pointers).toEqual(['/body/customer', '/body/extra', '/body/lines/0/quantity', '/body/lines/0/unitPrice']);
  });

  it.each([
    { client: 'writer', status: 403 },
    { client: 'manager', status: 204 },
    { client: 'admin', status: 204 },
  ])('$client cancels: $status', async ({ client, status }) => {
    expect((await api.call(`DELETE /orders/${await createOrder()}`, as(client))).status).toBe(status);
  });

  it.each([
    { client: 'auditor', status: 200 },
    { client: 'admin', status: 200 },
    { client: 'writer', status: 403 },
  ])('$client reads the history: $status', async ({ client, status }) => {
    const id = await createOrder();
    await api.call(`PATCH /orders/${id}`, { ...as('writer'), body: { customer: 'c-2' } });
    const answer = await api.call(`GET /orders/${id}/history`, as(client));
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.json()['events']).toMatchObject([{ what: 'created' }, { what: 'changed' }]);
  });

  it.each([
    { client: 'reader', status: 200 },
    { client: 'rival', status: 404 },
  ])('an order of the writer for $client: $status', async ({ client, status }) => {
    expect((await api.call(`GET /orders/${await createOrder()}`, as(client))).status).toBe(status);
  });

  it('an order changes once, and not after it was cancelled', async () => {
    const id = await createOrder();
    const changed = await api.call(`PATCH /orders/${id}`, { ...as('writer'), body: { customer: 'c-9' } });
    expect([changed.status, changed.json()['customer']]).toEqual([200, 'c-9']);
    await api.call(`DELETE /orders/${id}`, as('manager'));
    expect((await api.call(`PATCH /orders/${id}`, { ...as('writer'), body: { customer: 'c-8' } })).status).toBe(409);
  });

  it('pages through the orders of one tenant', async () => {
    const ids = await Promise.all([createOrder(), createOrder(), createOrder()]);
    const seen: string[] = [];
    let next: unknown;
    do {
      const page = (
        await api.call(`GET /orders?limit=2${next === undefined ? '' : `&after=${String(next)}`}`, as('reader'))
      ).json();
      seen.push(...(page['orders'] as { id: string }[]).map(({ id }) => id));
      next = page['next'];
    } while (next !== undefined);
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(new Set(seen).size).toBe(seen.length);
    expect((await api.call('GET /orders', as('rival'))).json()).toEqual({ orders: [] });
  });
});

describe('the token endpoint', () => {
  it.each([
    {
      name: 'an unknown scope',
      client: 'writer',
      form: { scope: 'orders/orders:fly' },
      status: 400,
      error: 'invalid_scope',
    },
    {
      name: 'a scope that is not the client’s',
      client: 'reader',
      form: { scope: 'orders/orders:write' },
      status: 400,
      error: 'invalid_scope',
    },
    {
      name: 'another grant',
      client: 'reader',
      form: { grant_type: 'password' },
      status: 400,
      error: 'unsupported_grant_type',
    },
  ])('refuses $name', async ({ client, form, status, error }) => {
    const answer = await api.tokenAnswer(client, form);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })]);
  });

  it('gives all scopes of the client when none is asked for, in the shape of Cognito', async () => {
    const [header, payload] = (tokens.get('writer') ?? '')
      .split('.')
      .slice(0, 2)
      .map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(header).toEqual({ alg: 'RS256', kid: expect.any(String) });
    expect(payload).toMatchObject({ token_use: 'access', scope: 'orders/orders:read orders/orders:write', version: 2 });
    expect(payload).not.toHaveProperty('aud');
  });

  it('gives fewer scopes on request, and they are all that the token opens', async () => {
    const token = await api.token('writer', 'orders/orders:read');
    expect((await api.call('GET /orders', { token })).status).toBe(200);
    expect((await api.call('POST /orders', { token, body: order })).status).toBe(403);
  });
});

describe('a signed route', () => {
  const sign = async (secretAccessKey: string) => {
    const { host, hostname, port } = new URL(api.url);
    const { accessKeyId, region } = api.platform.iam;
    const signer = new SignatureV4({
      service: 'execute-api',
      region,
      credentials: { accessKeyId, secretAccessKey },
      sha256: Sha256,
    });
    const request = {
      method: 'POST',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/maintenance/purge',
      headers: { host },
    };
    const { headers } = await signer.sign(request, { signingDate: new Date(api.clock.now()) });
    const { host: _, ...others } = headers;
    return others;
  };

  it('is closed to unsigned requests and to bearer tokens', async () => {
    expect((await api.call('POST /maintenance/purge')).body).toBe('{"message":"Forbidden"}');
    expect((await api.call('POST /maintenance/purge', as('developer'))).status).toBe(403);
  });

  it('is closed to another secret', async () => {
    expect((await api.call('POST /maintenance/purge', { headers: await sign('another') })).status).toBe(403);
  });

  it('opens to the key of the run', async () => {
    const id = await createOrder();
    await api.call(`DELETE /orders/${id}`, as('manager'));
    const answer = await api.call('POST /maintenance/purge', { headers: await sign(api.platform.iam.secretAccessKey) });
    expect(answer.status).toBe(200);
    expect(answer.json()['removed']).toBeGreaterThan(0);
    expect((await api.call(`GET /orders/${id}`, as('reader'))).status).toBe(404);
  });
});

describe('the authorizer’s cache', () => {
  it('serves one route; the same token on another route is decided anew', async () => {
    const token = await api.token('reader');
    expect((await api.call('GET /orders', { token })).trace).toMatchObject({
      authorizer: { cache: 'miss', invoked: true },
    });
    expect((await api.call('GET /orders', { token })).trace).toMatchObject({
      authorizer: { cache: 'hit', invoked: false },
    });
    const other = await api.call(`DELETE /orders/${await createOrder()}`, { token });
    expect(other.status).toBe(403);
    expect(other.trace).toMatchObject({ authorizer: { cache: 'miss', invoked: true } });
    expect(other.trace?.authorizer?.steps.at(-1)).toMatchObject({
      step: 'decide',
      outcome: 'deny',
      reason: 'insufficient_scope',
    });
  });

  it('would leak without the route key, and the platform shows it', async () => {
    const leaky = copyAssembly(assembly, (path, text) => {
      if (path.endsWith('.template.json')) return text.replace(/,\s*"\$context\.routeKey"/, '');
      if (path.endsWith('access-table.json')) return text.replaceAll('"genuine"', '"none"');
      const handler = path.endsWith('index.cjs') && text.includes('scopegate.handler');
      return handler ? 'exports.handler = async () => ({ statusCode: 200, body: "unguarded" });' : text;
    });
    const service = await startOrders(leaky);
    try {
      const token = await service.token('reader');
      expect((await service.call('DELETE /orders/1', { token: await service.token('reader') })).status).toBe(403);
      expect((await service.call('GET /orders', { token })).body).toBe('unguarded');
      const leaked = await service.call('DELETE /orders/1', { token });
      expect([leaked.status, leaked.body]).toEqual([200, 'unguarded']);
      expect(leaked.trace).toMatchObject({ authorizer: { cache: 'hit', invoked: false } });
    } finally {
      await service.close();
    }
  });

  it('outlives a token; the guard does not', async () => {
    const service = await startOrders(assembly);
    try {
      const token = await service.token('reader');
      service.clock.advance(3_500_000);
      expect((await service.call('GET /orders', { token })).status).toBe(200);
      service.clock.advance(100_000);
      const { status, headers, trace, json } = await service.call('GET /orders', { token });
      expect(trace).toMatchObject({ authorizer: { cache: 'hit' } });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect(json()).toMatchObject({ type: 'urn:scopegate:problem:token_expired' });
    } finally {
      await service.close();
    }
  });
});

describe('an outage of the keys', () => {
  it('is 500 and not remembered: 200 once they are back and the back-off has passed', async () => {
    const service = await startOrders(assembly);
    try {
      const token = await service.token('reader');
      service.platform.jwks.takeDown();
      const down: Answer[] = [];
      for (const milliseconds of [0, 1_000, 2_000]) {
        service.clock.advance(milliseconds);
        down.push(await service.call('GET /orders', { token }));
      }
      expect(down.map(({ status, body }) => [status, body])).toEqual(
        Array(3).fill([500, '{"message":"Internal Server Error"}']),
      );
      expect(down.map(({ trace }) => trace?.authorizer?.cache)).toEqual(['miss', 'miss', 'miss']);
      service.platform.jwks.bringUp();
      expect((await service.call('GET /orders', { token })).status).toBe(500);
      service.clock.advance(4_000);
      expect((await service.call('GET /orders', { token })).status).toBe(200);
      await service.platform.makeCold();
      service.platform.jwks.takeDown();
      expect((await service.call('POST /orders', { token, body: order })).status).toBe(500);
    } finally {
      await service.close();
    }
  });
});

describe('the matrix', () => {
  const requests: Record<string, string> = {
    health: 'GET /health',
    listOrders: 'GET /orders',
    createOrder: 'POST /orders',
    getOrder: 'GET /orders/none',
    updateOrder: 'PATCH /orders/none',
    cancelOrder: 'DELETE /orders/none',
    orderHistory: 'GET /orders/none/history',
    purge: 'POST /maintenance/purge',
  };

  // An environment of the authorizer fetches the keys at its first call and waits for them 1.5 s: too short while 200 calls
  // share a busy machine.
  beforeAll(async () => {
    const unseen = await Promise.all(Array.from({ length: environments }, () => api.token('reader')));
    await Promise.all(unseen.map((token) => api.call('GET /orders/none', { token })));
  });

  it('holds for 200 mixed calls at a time, with all clients', async () => {
    const matrix = accessMatrix(orders, clients);
    const cells = matrix.rows.flatMap((row) =>
      matrix.clients.map((client, index) => ({
        request: requests[row.name] ?? '',
        client,
        allowed: row.allowed[index],
      })),
    );
    const calls = Array.from({ length: 200 }, (_, index) => cells[(index * 7) % cells.length]);
    expect(new Set(calls).size).toBe(cells.length);
    const answers = await Promise.all(
      calls.map(async (cell) => {
        const body = /^(POST|PATCH)/.test(cell?.request ?? '') ? { body: {} } : {};
        const { status } = await api.call(cell?.request ?? '', { ...as(cell?.client ?? ''), ...body });
        return { ...cell, allowed: ![401, 403].includes(status) && status < 500, status };
      }),
    );
    expect(answers.map(({ status: _, ...cell }) => cell)).toEqual(calls);
  });
});

describe('two platforms', () => {
  it('live side by side, each with its own keys and data', async () => {
    const other = await startOrders(assembly);
    try {
      const id = await createOrder();
      const request = `GET /orders/${id}`;
      expect((await api.call(request, as('reader'))).status).toBe(200);
      expect((await other.call(request, { token: await other.token('reader') })).status).toBe(404);
      // Same pool, same client, same scopes: only the signature tells the two issuers apart.
      expect((await other.call(request, as('reader'))).body).toBe('{"message":"Forbidden"}');
      expect(other.url).not.toBe(api.url);
    } finally {
      await other.close();
    }
    expect((await api.call('GET /health')).status).toBe(200);
  });
});
