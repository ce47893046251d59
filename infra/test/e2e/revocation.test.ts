import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { putRevocation, type Revocation } from '@scopegate/handler/revocation-dynamodb';
import { orders } from '@scopegate/orders';
import { builtAssembly } from '../support/assembly.ts';
import { asOwner, type Orders, removeScratch, startOrders } from './support.ts';

// Through real HTTP: entries written to the table of the stack, read by the guards of the bundles that would be deployed.

let api: Orders;
beforeAll(async () => {
  api = await startOrders(await builtAssembly());
});
afterAll(async () => {
  await api?.close();
  removeScratch();
});

interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly jti: string;
  readonly client_id: string;
  readonly iat: number;
}

const claimsOf = (token: string): Claims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
const expiresAt = () => Math.ceil(api.clock.now() / 1_000) + 3_600;
const list = (token: string) => api.call('GET /orders', { token });

async function revoke(revocation: Revocation): Promise<void> {
  const table = api.platform.tables.find(({ logicalId }) => logicalId.startsWith('Revocations'));
  const { status } = await asOwner(api.platform, 'PutItem', putRevocation(table?.tableName ?? '', revocation));
  expect(status).toBe(200);
  // What the guards remember of the time before is forgotten.
  api.clock.advance(5_000);
}

describe('a revoked token', () => {
  it('is refused within seconds although the gateway goes on allowing it; others of its client are not', async () => {
    const [token, other] = [await api.token('reader'), await api.token('reader')];
    expect((await list(token)).status).toBe(200);
    const { iss, jti } = claimsOf(token);
    await revoke({ kind: 'token', issuer: iss, tokenId: jti, expiresAt: expiresAt() });
    const { status, headers, json, trace } = await list(token);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(json()).toMatchObject({ type: 'urn:scopegate:problem:token_revoked' });
    expect(trace).toMatchObject({
      authorizer: { cache: 'hit' },
      integration: {
        steps: [
          { component: 'guard', step: 'decide', outcome: 'ok' },
          { component: 'guard', step: 'revocation', outcome: 'deny', reason: 'token_revoked' },
        ],
      },
    });
    expect((await list(other)).status).toBe(200);
  });

  it('opens no route that takes tokens', async () => {
    const token = await api.token('developer');
    const { iss, jti } = claimsOf(token);
    await revoke({ kind: 'token', issuer: iss, tokenId: jti, expiresAt: expiresAt() });
    const taken = Object.values(orders.routes).filter(({ access }) => access.kind === 'scopes');
    expect(taken.length).toBeGreaterThan(0);
    for (const { route } of taken) {
      const answer = await api.call(route.replace('{id}', 'none'), { token });
      expect([route, answer.status, answer.json()['type']]).toEqual([
        route,
        401,
        'urn:scopegate:problem:token_revoked',
      ]);
    }
    expect((await api.call('GET /health', { token })).status).toBe(200);
  });
});

it('a subject is revoked up to a time: a token issued later is good', async () => {
  const token = await api.token('writer');
  const { iss, sub, iat } = claimsOf(token);
  await revoke({ kind: 'subject', issuer: iss, subject: sub, issuedBefore: iat + 1, expiresAt: expiresAt() });
  expect((await list(token)).status).toBe(401);
  expect((await list(await api.token('writer'))).status).toBe(200);
});

it('a client stays revoked, new tokens and all', async () => {
  const token = await api.token('manager');
  const { iss, client_id: clientId } = claimsOf(token);
  await revoke({ kind: 'client', issuer: iss, clientId });
  expect((await list(token)).status).toBe(401);
  expect((await list(await api.token('manager'))).status).toBe(401);
  expect((await list(await api.token('auditor'))).status).toBe(403);
});
