import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHarness, type Harness, startSeconds } from '../../harness.ts';

let harness: Harness;
const bearer = async (claims: object = {}, header: Record<string, unknown> = {}) =>
  `Bearer ${await harness.issuer.token({ ...harness.claims, ...claims }, header)}`;

beforeEach(async () => {
  harness = await createHarness({ challenge: 'genuine' });
});

describe('challenge mode', () => {
  it.each([
    { name: 'lacking a scope', claims: { scope: 'write' }, reason: 'insufficient_scope', missing: 'read' },
    { name: 'expired', claims: { exp: startSeconds - 1 }, reason: 'token_expired', missing: undefined },
  ])('lets a genuine token pass with its denial: $name', async ({ claims, reason, missing }) => {
    const { isAuthorized, context } = await harness.call(await bearer(claims));
    expect(isAuthorized).toBe(true);
    expect(context).toMatchObject({ decision: 'deny', reason, routeKey: 'GET /things' });
    expect(context['missing']).toBe(missing);
  });

  it.each([
    { name: 'forged', header: { kid: 'key-2' }, claims: {} },
    { name: 'for somebody else', header: {}, claims: { aud: 'other' } },
    { name: 'expired and for somebody else', header: {}, claims: { aud: 'other', exp: startSeconds - 1 } },
    { name: 'not yet valid', header: {}, claims: { nbf: startSeconds + 120 } },
  ])('stops at the gateway what is $name', async ({ header, claims }) => {
    expect((await harness.call(await bearer(claims, header))).isAuthorized).toBe(false);
  });

  it('stops a bearer token on a route for signed requests', async () => {
    expect((await harness.call(await bearer({ scope: 'admin' }), 'POST /purge')).isAuthorized).toBe(false);
  });
});
