import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHarness, type Harness } from '../../harness.ts';

let harness: Harness;
const bearer = async (claims: object = {}, header: Record<string, unknown> = {}) =>
  `Bearer ${await harness.issuer.token({ ...harness.claims, ...claims }, header)}`;

beforeEach(async () => {
  harness = await createHarness();
});

describe('the route decides', () => {
  it.each([
    { route: 'GET /things', scope: 'read', authorized: true },
    { route: 'GET /things', scope: 'write', authorized: false },
    { route: 'GET /things', scope: 'admin', authorized: true },
    { route: 'POST /things', scope: 'read', authorized: false },
    { route: 'POST /things', scope: 'read write', authorized: true },
    { route: 'GET /either', scope: 'read', authorized: false },
    { route: 'GET /either', scope: 'write read', authorized: true },
    { route: 'GET /me', scope: '', authorized: true },
    { route: 'POST /purge', scope: 'admin', authorized: false },
    { route: 'GET /nowhere', scope: 'admin', authorized: false },
    { route: 'GET /things/', scope: 'admin', authorized: false },
    { route: '$default', scope: 'admin', authorized: false },
    { route: 'constructor', scope: 'admin', authorized: false },
    { route: '__proto__', scope: 'admin', authorized: false },
  ])('$route with "$scope": $authorized', async ({ route, scope, authorized }) => {
    expect((await harness.call(await bearer({ scope }), route)).isAuthorized).toBe(authorized);
  });
});
